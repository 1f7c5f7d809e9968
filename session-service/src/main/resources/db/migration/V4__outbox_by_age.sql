-- The relay takes the oldest marks of all partitions: through an index by partition it had to read and sort every mark
-- there is, so the further it was behind, the slower it went.
DROP INDEX outbox_mark_oldest;
CREATE INDEX outbox_mark_oldest ON outbox_mark (marked_at);
