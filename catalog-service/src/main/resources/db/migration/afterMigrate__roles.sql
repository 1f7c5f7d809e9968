-- After every migration, and at every start: the service's role owns nothing and is given what it needs, of every table.
-- What would change nothing is left out, because it would lock what others work on.
DO $$
DECLARE
  t record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('trunkline roles')), set_config('client_min_messages', 'warning', true);
  FOR t IN
    SELECT c.oid, c.relname AS name
      FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> 'flyway_schema_history'
     ORDER BY c.relname
  LOOP
    IF NOT has_table_privilege('${service}', t.oid, 'INSERT') THEN
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${service}', t.name);
    END IF;
  END LOOP;
END $$;

-- A service that leaves migrations to others looks at each start whether the schema is new enough.
DO $$
BEGIN
  IF NOT has_table_privilege('${service}', 'flyway_schema_history', 'SELECT') THEN
    GRANT SELECT ON flyway_schema_history TO ${service};
  END IF;
END $$;
