-- Mails that ask a person to confirm their address: owed or sent. The address itself stays in Keycloak.

CREATE TABLE verification_mails (
    account_id uuid        PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
    language   text        NOT NULL CHECK (language IN ('en', 'it', 'de')),
    due_at     timestamptz,
    tries      integer     NOT NULL DEFAULT 0,
    sent_at    timestamptz,
    asked_at   timestamptz
);

COMMENT ON COLUMN verification_mails.due_at IS 'When it is to be tried next; null when none is owed.';
COMMENT ON COLUMN verification_mails.sent_at IS 'When Keycloak last took one.';
COMMENT ON COLUMN verification_mails.asked_at IS 'When the person last asked for another one.';

CREATE INDEX verification_mails_due ON verification_mails (due_at) WHERE due_at IS NOT NULL;

DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON verification_mails FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON verification_mails TO %I', service);
    END IF;
END $$;
