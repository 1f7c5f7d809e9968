-- Who did what to whom, and when, without any value. Rows are only added: see AuditTrail of deploy/security. They name
-- athletes by pseudonym and so outlive an erasure.
CREATE TABLE audit (
  id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  tenant    text        COLLATE "C" NOT NULL,  -- '-' where none is concerned
  actor     text        NOT NULL,              -- subject of the token
  person    boolean     NOT NULL,
  request   text        NOT NULL,
  pseudonym text        COLLATE "C",
  action    text        NOT NULL,
  fields    text        NOT NULL
);
CREATE INDEX audit_in_order ON audit (at, id);

-- Hash of the seal before and of every row up to this one's moment.
CREATE TABLE audit_seal (
  number   bigint      PRIMARY KEY,
  until    timestamptz NOT NULL UNIQUE,
  rows     bigint      NOT NULL,
  previous text        NOT NULL,              -- hexadecimal
  sha256   text        NOT NULL
);
