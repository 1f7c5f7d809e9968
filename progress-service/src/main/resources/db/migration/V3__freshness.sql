-- How far session.training-log is known to be complete, by partition: every change made before that
-- moment is in the log before the watermark that says so, and everything before the watermark is here.
CREATE TABLE partition_progress (
  topic_partition integer     PRIMARY KEY,
  complete_until  timestamptz NOT NULL
);
