-- The journal: what athletes did and felt. Tenant first in every key. "C" collation: keys sort by bytes, the same everywhere,
-- and locks are taken in that order.

CREATE TABLE entry (
  tenant      text COLLATE "C" NOT NULL,
  athlete     text COLLATE "C" NOT NULL,
  kind        text COLLATE "C" NOT NULL,
  entry_id    text COLLATE "C" NOT NULL,
  revision    bigint           NOT NULL CHECK (revision > 0),
  deleted     boolean          NOT NULL,
  body_type   text             NOT NULL,
  body        bytea,                       -- canonical JSON, published verbatim
  body_sha256 bytea,
  happened_at timestamptz,                 -- the moment the body speaks of; repeats the body so that "newest first" needs no parsing
  partition   integer          NOT NULL,   -- of session.training-log
  recorded_at timestamptz      NOT NULL,
  author      text             NOT NULL,
  PRIMARY KEY (tenant, athlete, kind, entry_id),
  CHECK (deleted = (body IS NULL)),
  CHECK (deleted = (body_sha256 IS NULL)),
  CHECK (deleted = (happened_at IS NULL))
);

CREATE INDEX entry_newest_first ON entry (tenant, athlete, kind, happened_at, entry_id) WHERE NOT deleted;

-- One row for each change, without values: enough to recognise a late retry of an earlier one.
CREATE TABLE entry_revision (
  tenant      text COLLATE "C" NOT NULL,
  athlete     text COLLATE "C" NOT NULL,
  kind        text COLLATE "C" NOT NULL,
  entry_id    text COLLATE "C" NOT NULL,
  revision    bigint           NOT NULL,
  body_sha256 bytea,                       -- null: a deletion
  recorded_at timestamptz      NOT NULL,
  author      text             NOT NULL,
  PRIMARY KEY (tenant, athlete, kind, entry_id, revision)
);

CREATE SEQUENCE mark_token;

-- A row says "this entry must be published". It holds no payload: the relay sends the entry's current state.
CREATE TABLE outbox_mark (
  tenant        text COLLATE "C" NOT NULL,
  athlete       text COLLATE "C" NOT NULL,
  kind          text COLLATE "C" NOT NULL,
  entry_id      text COLLATE "C" NOT NULL,
  partition     integer          NOT NULL,
  token         bigint           NOT NULL, -- new with each change: only the token that was claimed settles the mark
  marked_at     timestamptz      NOT NULL,
  bumped_at     timestamptz,               -- first change since the claim
  claimed_until timestamptz,
  attempts      integer          NOT NULL DEFAULT 0,
  null_revision bigint,                    -- publish a null with this revision instead of the entry
  traceparent   text,
  PRIMARY KEY (tenant, athlete, kind, entry_id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01); -- rows live for milliseconds and are updated in place

CREATE INDEX outbox_mark_oldest ON outbox_mark (partition, marked_at);

-- What catalog.exercises said, for warnings only. No tenant: there is one catalogue per installation.
CREATE TABLE known_exercise (
  exercise_id text COLLATE "C" PRIMARY KEY,
  version     bigint NOT NULL
);
