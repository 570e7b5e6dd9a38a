-- How a person is told in time: their settings, the mails of each day, the address of their calendar.

CREATE TABLE reminders (
    account_id uuid        PRIMARY KEY,
    version    bigint      NOT NULL CHECK (version >= 0),
    lead_days  smallint    NOT NULL CHECK (lead_days BETWEEN 0 AND 14),
    hour       smallint    NOT NULL CHECK (hour BETWEEN 0 AND 23),
    time_zone  text        NOT NULL,
    email      boolean     NOT NULL,
    language   text        NOT NULL CHECK (language IN ('en', 'it', 'de')),
    next_at    timestamptz NOT NULL,
    open_until timestamptz
);

COMMENT ON COLUMN reminders.version IS '0 until the person has chosen something: these are the defaults.';
COMMENT ON COLUMN reminders.next_at IS 'When somebody looks next whether a digest is due.';
COMMENT ON COLUMN reminders.open_until IS 'The end of an hour in which there was nothing to tell: what changes within it is looked at again.';

CREATE INDEX reminders_due ON reminders (next_at) WHERE email;

-- One row a person and local day on which a mail was handed to a mail server, or was about to be.
CREATE TABLE digests (
    account_id uuid        NOT NULL,
    day        date        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('sending', 'sent', 'refused', 'unknown')),
    tries      integer     NOT NULL,
    claimed_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, day)
);

COMMENT ON COLUMN digests.state IS 'Only `refused` is tried again: of the others nobody can say that the person has none.';

-- Somebody who knows the token may read the calendar; it is kept as its SHA-256 alone.
CREATE TABLE calendars (
    account_id uuid        PRIMARY KEY,
    token_hash bytea       NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    made_at    timestamptz NOT NULL
);

DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON reminders, digests, calendars FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON reminders, digests TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON calendars TO %I', service);
    END IF;
END $$;
