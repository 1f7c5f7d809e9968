-- The projection: what the topics said, kept verbatim. Every answer is computed from these rows.

-- One journal entry at its highest revision. Tombstones stay, so that a late copy of an earlier
-- revision is recognised as stale and a deleted entry never comes back.
CREATE TABLE log_entry (
  tenant      text        NOT NULL,
  athlete     text        NOT NULL,
  kind        text        NOT NULL,
  entry_id    text        NOT NULL,
  revision    bigint      NOT NULL CHECK (revision > 0),
  deleted     boolean     NOT NULL,
  type        text        NOT NULL,
  body        bytea,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, athlete, kind, entry_id),
  CHECK (deleted = (body IS NULL))
);

-- One exercise or programme of the installation's catalogue, hence without a tenant. Retiring is a
-- state with a body: history still names the exercise.
CREATE TABLE catalog_entry (
  kind        text        NOT NULL CHECK (kind IN ('exercise', 'program')),
  entry_id    text        NOT NULL,
  revision    bigint      NOT NULL CHECK (revision > 0),
  retired     boolean     NOT NULL,
  type        text        NOT NULL,
  body        bytea       NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (kind, entry_id)
);

-- Records that could not be used. No payload and no free text: the reason code, a hash and whom it
-- concerns are enough to ask for the entry again. A null revision means the record's own cannot be trusted.
CREATE TABLE quarantine (
  topic           text        NOT NULL,
  topic_partition integer     NOT NULL,
  topic_offset    bigint      NOT NULL,
  reason_code     text        NOT NULL,
  value_sha256    bytea,
  tenant          text,
  athlete         text,
  kind            text,
  entry_id        text,
  revision        bigint,
  received_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  resolved_at     timestamptz,
  resolution      text,
  PRIMARY KEY (topic, topic_partition, topic_offset),
  CHECK ((resolved_at IS NULL) = (resolution IS NULL))
);

-- "Is this athlete incomplete?" is asked by every read.
CREATE INDEX quarantine_open ON quarantine (tenant, athlete) WHERE resolved_at IS NULL;
