-- While there is a row nothing is recorded and nobody's erasure begins: an operator restores the journal.
CREATE TABLE maintenance (
  here  boolean     PRIMARY KEY DEFAULT true CHECK (here),
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Here and not in the service, so that it holds for every replica, also within a transaction that has begun.
-- Class 57: an operator intervenes. What restores may write all the same.
CREATE FUNCTION refuse_in_maintenance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM maintenance) AND current_setting('app.restoring', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION 'maintenance' USING ERRCODE = '57M01';
  END IF;
  RETURN NULL;
END $$;

-- Each accepted change adds a row there.
CREATE TRIGGER refuse_in_maintenance BEFORE INSERT ON entry_revision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_in_maintenance();
CREATE TRIGGER refuse_in_maintenance BEFORE INSERT ON erasure
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_in_maintenance();
