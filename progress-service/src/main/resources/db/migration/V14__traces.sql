-- Where the trace stands in which the decision was made; null if nobody keeps it.
ALTER TABLE decision_head ADD COLUMN traceparent text;
