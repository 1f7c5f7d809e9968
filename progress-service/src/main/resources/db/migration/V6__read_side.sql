-- Erasure, quarantine, reconciling with the journal.

-- Athletes who were erased, by pseudonym: hex HMAC-SHA-256(installation key, tenant/athlete). It stays for
-- ever, so that a late copy about them is dropped. applied: nothing is left here but recommendations on
-- their way to be taken back.
CREATE TABLE erased_athlete (
  pseudonym    text        COLLATE "C" PRIMARY KEY,
  tenant       text        COLLATE "C" NOT NULL,
  applied      boolean     NOT NULL,
  learned_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  confirmed_at timestamptz,                                -- session-service has been told
  next_try     timestamptz NOT NULL DEFAULT '-infinity'
);
CREATE INDEX erased_athlete_unconfirmed ON erased_athlete (learned_at) WHERE confirmed_at IS NULL;

-- An erased athlete's heads outlive their decisions until the broker has taken a null for each.
ALTER TABLE decision_head DROP CONSTRAINT decision_head_tenant_athlete_exercise_revision_fkey;
ALTER TABLE decision_head ADD COLUMN erased boolean NOT NULL DEFAULT false;
ALTER TABLE decision_head ADD COLUMN decision_revision bigint
  GENERATED ALWAYS AS (CASE WHEN erased THEN NULL ELSE revision END) STORED;
ALTER TABLE decision_head ADD FOREIGN KEY (tenant, athlete, exercise, decision_revision) REFERENCES decision;
CREATE INDEX decision_head_erased ON decision_head (tenant, athlete) WHERE erased;

-- An operator names a row by its id. What the reconciler found missing came with no record, hence no offset.
ALTER TABLE quarantine DROP CONSTRAINT quarantine_pkey;
ALTER TABLE quarantine ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
ALTER TABLE quarantine ALTER COLUMN topic_offset DROP NOT NULL;
ALTER TABLE quarantine ADD UNIQUE (topic, topic_partition, topic_offset);

-- Comparisons with the journal, asked for and done, oldest first. One at a time is run; without ended_at it
-- is still to be run, or was cut off and is run again.
CREATE TABLE reconcile_run (
  id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cause           text        NOT NULL,
  topic_partition integer,                                 -- null: all
  tenant          text,
  athlete         text,                                    -- null: all
  changed_since   timestamptz,                             -- null: whenever changed
  requested_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  started_at      timestamptz,
  ended_at        timestamptz,
  problem         text,
  athletes        bigint      NOT NULL DEFAULT 0,
  waiting         bigint      NOT NULL DEFAULT 0,
  different       bigint      NOT NULL DEFAULT 0,
  repaired        bigint      NOT NULL DEFAULT 0,
  alerts          bigint      NOT NULL DEFAULT 0
);
CREATE INDEX reconcile_run_open ON reconcile_run (id) WHERE ended_at IS NULL;
CREATE INDEX reconcile_run_cause ON reconcile_run (cause, requested_at);
