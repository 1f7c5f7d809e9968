-- Decisions: what an athlete was told, kept for good and published to progress.recommendations. Unlike
-- the projection these rows are not disposable: a rebuild must not restart their revisions.

-- The lock of everything that is computed from an athlete's entries. Two consumers that each store one
-- entry and compute do not see each other's row; without this lock the later commit would keep a
-- decision that misses an entry. decided_for is the state of the catalogue the decisions rest on;
-- an athlete below the present state is computed anew.
CREATE TABLE athlete (
  tenant      text   COLLATE "C" NOT NULL,
  athlete     text   COLLATE "C" NOT NULL,
  decided_for bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, athlete)
);
CREATE INDEX athlete_decided_for ON athlete (decided_for, tenant, athlete);

-- Whoever was known before there were decisions gets theirs after the start.
INSERT INTO athlete (tenant, athlete, decided_for) SELECT DISTINCT tenant, athlete, -1 FROM log_entry;

-- number orders an athlete's decisions as they were made: all are made under the athlete's lock.
-- content_sha256 covers what makes a decision another one; see Decision.content.
CREATE TABLE decision (
  tenant         text        COLLATE "C" NOT NULL,
  athlete        text        COLLATE "C" NOT NULL,
  exercise       text        COLLATE "C" NOT NULL,
  revision       bigint      NOT NULL CHECK (revision > 0),
  number         bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  body           bytea       NOT NULL,
  content_sha256 text        NOT NULL,
  inputs         text        NOT NULL,
  decided_at     timestamptz NOT NULL,
  PRIMARY KEY (tenant, athlete, exercise, revision)
);
CREATE UNIQUE INDEX decision_newest ON decision (tenant, athlete, number);

CREATE FUNCTION decision_is_final() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'A decision is superseded, never edited.'; END $$;
CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision
  FOR EACH ROW EXECUTE FUNCTION decision_is_final();

-- The newest decision of each exercise, and how far the topic is. A row is work until the broker has
-- acknowledged its revision. claimed_until only spares the other replicas the same work.
CREATE TABLE decision_head (
  tenant             text        COLLATE "C" NOT NULL,
  athlete            text        COLLATE "C" NOT NULL,
  exercise           text        COLLATE "C" NOT NULL,
  revision           bigint      NOT NULL,
  published_revision bigint      NOT NULL DEFAULT 0,
  claimed_until      timestamptz,
  PRIMARY KEY (tenant, athlete, exercise),
  FOREIGN KEY (tenant, athlete, exercise, revision) REFERENCES decision
);
CREATE INDEX decision_unpublished ON decision_head (tenant, athlete, exercise) WHERE published_revision < revision;
