-- The roles of one service's database, to be run once by an administrator, for session and progress (catalog: without
-- _workers). With psql:
--   psql -v db=session -v owner_password=… -v requests_password=… -v workers_password=… -f roles.sql
-- The service is told:
--   QUARKUS_FLYWAY_USERNAME            <db>           owns the tables; migrations only
--   QUARKUS_DATASOURCE_USERNAME        <db>_requests  one tenant's rows at a time
--   QUARKUS_DATASOURCE_WORKER_USERNAME <db>_workers   relay, consumers, operators' calls: all tenants
-- and the passwords with …_PASSWORD. It grants the two what they need at each start, and refuses to start by a role that is
-- a superuser, bypasses row security or owns a table.

CREATE ROLE :"db" LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
\set requests :db _requests
\set workers :db _workers
CREATE ROLE :"requests" LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'requests_password';
CREATE ROLE :"workers" LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'workers_password';
CREATE DATABASE :"db" OWNER :"db";
REVOKE ALL ON DATABASE :"db" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"db" TO :"requests", :"workers";
-- The hard stop behind which no change can appear late, whatever the client says.
ALTER ROLE :"db" SET transaction_timeout = '10min';
ALTER ROLE :"requests" SET transaction_timeout = '10s';
ALTER ROLE :"workers" SET transaction_timeout = '10s';
