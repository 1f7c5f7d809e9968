-- A second set of rows beside log_entry, filled from the topic, compared, and put in its place.

CREATE TABLE log_entry_rebuilt (LIKE log_entry INCLUDING ALL);

-- Up to where the topic is in it; moves with the rows, in their transactions.
CREATE TABLE rebuild_position (
  topic_partition integer PRIMARY KEY,
  next_offset     bigint  NOT NULL
);

-- Collated as log_entry is, whose index finds an athlete's rows only then.
CREATE TABLE rebuild_difference (
  tenant  text NOT NULL,
  athlete text NOT NULL,
  PRIMARY KEY (tenant, athlete)
);

-- The newest row is the rebuild in hand. A step that was cut off is gone on with.
CREATE TABLE rebuild (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  state      text        NOT NULL
    CHECK (state IN ('filling', 'filled', 'comparing', 'compared', 'switching', 'switched')),
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  records    bigint      NOT NULL DEFAULT 0,
  different  bigint,
  problem    text
);
