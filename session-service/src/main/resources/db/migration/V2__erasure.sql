-- Athletes who were erased. The pseudonym stays for ever, so that nothing about them is written again; the clear id goes
-- when the erasure is closed.
CREATE TABLE erasure (
  tenant        text COLLATE "C" NOT NULL,
  pseudonym     text COLLATE "C" NOT NULL, -- hex HMAC-SHA-256(installation key, tenant/athlete)
  receipt       text COLLATE "C" NOT NULL UNIQUE,
  athlete       text COLLATE "C",          -- null: closed
  requested_at  timestamptz      NOT NULL,
  announced_at  timestamptz,               -- session.erasures has the pseudonym
  journal_at    timestamptz,               -- no value is left in this database
  log_at        timestamptz,               -- the log has a null for every key
  projection_at timestamptz,               -- progress-service has erased, too
  closed_at     timestamptz,
  PRIMARY KEY (tenant, pseudonym),
  CHECK ((closed_at IS NULL) = (athlete IS NOT NULL))
);

CREATE INDEX erasure_open ON erasure (tenant, athlete) WHERE athlete IS NOT NULL;

-- When one of the replicas last did what only one of them needs to do.
CREATE TABLE turn (
  task     text PRIMARY KEY,
  taken_at timestamptz NOT NULL
);
