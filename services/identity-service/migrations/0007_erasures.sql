-- Erasures, each a saga that is carried on until everybody has confirmed, and requests for exports.

-- While it is in progress it names whom to forget; what stays of it names nobody.
CREATE TABLE erasures (
    erasure_id   uuid        PRIMARY KEY,
    account_id   uuid,
    subject      text COLLATE "C",
    visitor_ids  uuid[]      NOT NULL DEFAULT '{}',
    requested_at timestamptz NOT NULL,
    barred_at    timestamptz,
    published_at timestamptz,
    removed_at   timestamptz,
    completed_at timestamptz,
    due_at       timestamptz NOT NULL,
    tries        integer     NOT NULL DEFAULT 0,
    overdue_told boolean     NOT NULL DEFAULT false,
    CHECK ((account_id IS NULL) = (subject IS NULL)),
    CHECK (completed_at IS NULL OR (account_id IS NULL AND visitor_ids = '{}'))
);

COMMENT ON COLUMN erasures.barred_at IS 'Since when the person cannot come back: tombstone, no sign-in, no session.';
COMMENT ON COLUMN erasures.published_at IS 'When the request was last told to those who hold something.';
COMMENT ON COLUMN erasures.removed_at IS 'When this service''s own records were gone.';
COMMENT ON COLUMN erasures.due_at IS 'When somebody is to look at it again.';

-- Several erasures of one person are one.
CREATE UNIQUE INDEX erasures_of_account ON erasures (account_id) WHERE account_id IS NOT NULL;
CREATE UNIQUE INDEX erasures_of_visitor ON erasures ((visitor_ids[1])) WHERE account_id IS NULL AND completed_at IS NULL;
CREATE INDEX erasures_due ON erasures (due_at) WHERE completed_at IS NULL;

CREATE TABLE erasure_confirmations (
    erasure_id   uuid        NOT NULL REFERENCES erasures,
    service      text        NOT NULL,
    confirmed_at timestamptz NOT NULL,
    PRIMARY KEY (erasure_id, service)
);

-- Who asked for an export; what is in it is gathered when it is fetched, and never stored.
CREATE TABLE exports (
    export_id    uuid        PRIMARY KEY,
    account_id   uuid        NOT NULL,
    requested_at timestamptz NOT NULL
);

CREATE INDEX exports_of_account ON exports (account_id);
CREATE INDEX exports_by_age ON exports (requested_at);

-- Removes everything that stands here about the account and these visitors. Owned by the owner: the service role deletes
-- nothing from the ledger, nor from brands.
CREATE FUNCTION erase_person(account uuid, visitors uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '5s' AS $$
DECLARE
    who text := (SELECT a.subject FROM accounts a WHERE a.account_id = account);
BEGIN
    DELETE FROM consent_entries AS e WHERE e.account_id = account;
    DELETE FROM consent_heads AS h WHERE h.account_id = account;
    DELETE FROM successors AS s
        WHERE s.account_id = account OR s.visitor_id = ANY (visitors) OR s.successor_id = ANY (visitors);
    UPDATE accounts AS a SET own_visitor = NULL WHERE a.own_visitor = ANY (visitors);
    DELETE FROM visitors AS v WHERE v.account_id = account OR v.visitor_id = ANY (erase_person.visitors);
    DELETE FROM idempotency_keys AS k WHERE k.caller = account OR k.caller = ANY (visitors);
    DELETE FROM exports AS x WHERE x.account_id = account;
    DELETE FROM brand_users AS b WHERE b.subject = who;
    DELETE FROM accounts AS a WHERE a.account_id = account;
END
$$;

DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON erasures, erasure_confirmations, exports FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON erasures TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT ON erasure_confirmations TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT, DELETE ON exports TO %I', service);
        EXECUTE format('GRANT EXECUTE ON FUNCTION erase_person(uuid, uuid[]) TO %I', service);
    END IF;
END $$;
