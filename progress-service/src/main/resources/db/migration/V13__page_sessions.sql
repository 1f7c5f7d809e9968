-- Sessions of people who logged in to the pages. No tenant: which one is in the tokens, which only the
-- holder of the cookie and of the client's secret together can use. Workers write it: there is no tenant before the login.
CREATE TABLE page_session (
    id                 bytea       PRIMARY KEY, -- SHA-256 of the cookie
    id_token           text        NOT NULL,
    access_token       text        NOT NULL,
    access_token_lasts bigint,
    refresh_token      text,
    form_token         text        NOT NULL,
    opened_at          timestamptz NOT NULL,
    ends_at            timestamptz NOT NULL
);
CREATE INDEX page_session_ends_at ON page_session (ends_at);
