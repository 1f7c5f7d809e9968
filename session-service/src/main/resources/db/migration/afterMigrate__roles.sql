-- After every migration, and at every start: who may do what. Nobody but the owner is given a table by default, so a table
-- that is new gets its rights here, and none is forgotten. Statements that would change nothing are left out: they would
-- lock tables that others work on.
--
-- Rows with a tenant: ${requests} sees and writes those of the tenant its transaction names in app.tenant, none if it names
-- none (after a transaction the setting is empty, not absent); ${workers} all. FORCE holds the owner to that, too.
DO $$
DECLARE
  t record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('trunkline roles')), set_config('client_min_messages', 'warning', true);
  FOR t IN
    SELECT c.oid, c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
           EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant' AND NOT a.attisdropped) AS tenants
      FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> 'flyway_schema_history'
     ORDER BY c.relname
  LOOP
    IF t.tenants AND NOT t.forced THEN
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t.name);
      EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t.name);
    END IF;
    IF t.tenants AND NOT EXISTS (SELECT FROM pg_policy p
        WHERE p.polrelid = t.oid AND p.polname = 'tenant' AND p.polroles = ARRAY['${requests}'::regrole::oid]) THEN
      EXECUTE format('DROP POLICY IF EXISTS tenant ON %I', t.name);
      EXECUTE format('CREATE POLICY tenant ON %I TO ${requests} USING (tenant = NULLIF(current_setting(''app.tenant'', true), ''''))', t.name);
    END IF;
    IF t.tenants AND NOT EXISTS (SELECT FROM pg_policy p
        WHERE p.polrelid = t.oid AND p.polname = 'worker' AND p.polroles = ARRAY['${workers}'::regrole::oid]) THEN
      EXECUTE format('DROP POLICY IF EXISTS worker ON %I', t.name);
      EXECUTE format('CREATE POLICY worker ON %I TO ${workers} USING (true)', t.name);
    END IF;
    IF t.name LIKE 'audit%' THEN
      IF NOT has_table_privilege('${workers}', t.oid, 'INSERT') THEN
        EXECUTE format('GRANT SELECT, INSERT ON %I TO ${workers}', t.name);
      END IF;
    ELSIF NOT has_table_privilege('${workers}', t.oid, 'INSERT') THEN
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${workers}', t.name);
    END IF;
    IF NOT has_table_privilege('${requests}', t.oid, 'SELECT') THEN
      EXECUTE format('GRANT SELECT ON %I TO ${requests}', t.name);
    END IF;
  END LOOP;
END $$;

-- What requests write.
DO $$
BEGIN
  IF NOT has_table_privilege('${requests}', 'exercise_name', 'DELETE') THEN
    GRANT INSERT, UPDATE ON entry, outbox_mark, erasure, exercise_name TO ${requests};
    GRANT INSERT ON entry_revision TO ${requests};
    GRANT DELETE ON exercise_name TO ${requests};
    GRANT USAGE ON SEQUENCE mark_token TO ${requests};
  END IF;
  IF NOT has_sequence_privilege('${workers}', 'mark_token', 'USAGE') THEN
    GRANT USAGE ON SEQUENCE mark_token TO ${workers};
  END IF;
END $$;

-- A service that leaves migrations to others looks at each start whether the schema is new enough.
DO $$
BEGIN
  IF NOT has_table_privilege('${requests}', 'flyway_schema_history', 'SELECT') THEN
    GRANT SELECT ON flyway_schema_history TO ${requests};
  END IF;
END $$;

-- The trail only grows: nobody changes a row, and the workers take away only what is older than half a year.
DO $$
BEGIN
  IF NOT has_table_privilege('${requests}', 'audit', 'INSERT') THEN
    GRANT INSERT ON audit TO ${requests};
  END IF;
  IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = 'audit'::regclass AND polname = 'kept'
      AND polroles = ARRAY['${workers}'::regrole::oid]) THEN
    DROP POLICY IF EXISTS kept ON audit;
    CREATE POLICY kept ON audit AS RESTRICTIVE FOR DELETE TO ${workers} USING (at < now() - interval '180 days');
    GRANT DELETE ON audit TO ${workers};
  END IF;
END $$;
