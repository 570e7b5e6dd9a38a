-- The consent ledger (GDPR Art. 7(1)): every decision with the text it was about, chained by hashes per account.
-- `docs/adr/0009-consent-chain.md` says which bytes are hashed.

CREATE TABLE consent_entries (
    account_id    uuid        NOT NULL REFERENCES accounts,
    position      bigint      NOT NULL CHECK (position > 0),
    entry_id      uuid        NOT NULL UNIQUE,
    purpose       text        NOT NULL CHECK (purpose IN ('health_profile', 'measurement', 'reminders')),
    granted       boolean     NOT NULL,
    text_version  text        NOT NULL,
    text_hash     bytea       NOT NULL CHECK (length(text_hash) = 32),
    locale        text        NOT NULL CHECK (locale IN ('en', 'it', 'de')),
    channel       text        NOT NULL CHECK (channel IN ('web_app', 'api')),
    decided_at    timestamptz NOT NULL,
    previous_hash bytea       NOT NULL CHECK (length(previous_hash) = 32),
    hash          bytea       NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (account_id, position)
);

CREATE INDEX consent_entries_by_purpose ON consent_entries (account_id, purpose, position DESC);

-- Where each chain ends, so that entries missing at the end are noticed too.
CREATE TABLE consent_heads (
    account_id uuid   PRIMARY KEY REFERENCES accounts,
    position   bigint NOT NULL,
    hash       bytea  NOT NULL CHECK (length(hash) = 32)
);

-- Append only: the service role reads and inserts, nothing else. Erasure is the owner's function.
DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON consent_entries FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT ON consent_entries TO %I', service);
        EXECUTE format('REVOKE ALL ON consent_heads FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON consent_heads TO %I', service);
    END IF;
END $$;
