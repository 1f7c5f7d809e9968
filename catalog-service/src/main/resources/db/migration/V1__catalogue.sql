-- No tenant: an installation has one catalogue.

-- The one row every change locks first: it orders all changes, whichever replica makes them.
CREATE TABLE catalogue (
  id     smallint PRIMARY KEY CHECK (id = 1),
  number bigint   NOT NULL
);
INSERT INTO catalogue VALUES (1, 0);

-- Ids sort by byte, so that paging does not hang on the database's locale.
CREATE TABLE definition (
  kind              text        NOT NULL CHECK (kind IN ('EXERCISE', 'PROGRAM')),
  id                text        COLLATE "C" NOT NULL,
  version           integer     NOT NULL,
  published_version integer     NOT NULL DEFAULT 0,
  retired           boolean     NOT NULL,
  tags              varchar[]    NOT NULL,
  words             text        NOT NULL,
  shipped_sha256    text,
  claimed_until     timestamptz,
  PRIMARY KEY (kind, id)
);
CREATE INDEX definition_tags ON definition USING gin (tags);
CREATE INDEX definition_unpublished ON definition (kind, id) WHERE published_version < version;

CREATE TABLE definition_version (
  kind         text        NOT NULL,
  id           text        COLLATE "C" NOT NULL,
  version      integer     NOT NULL,
  catalogue    bigint      NOT NULL UNIQUE,
  retired      boolean     NOT NULL,
  author       text        NOT NULL CHECK (author IN ('SHIPPED', 'OPERATOR')),
  published_at timestamptz NOT NULL,
  document     text        NOT NULL,
  PRIMARY KEY (kind, id, version),
  FOREIGN KEY (kind, id) REFERENCES definition
);
COMMENT ON COLUMN definition_version.document IS 'The bytes served and published, for ever the same.';
