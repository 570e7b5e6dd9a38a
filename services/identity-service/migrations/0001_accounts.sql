-- Accounts, visitors, and which visitor belongs to whom. No name, no e-mail: those live in Keycloak alone.

CREATE TABLE accounts (
    account_id    uuid        PRIMARY KEY,
    subject       text COLLATE "C" NOT NULL UNIQUE CHECK (length(subject) BETWEEN 1 AND 255),
    own_visitor   uuid        UNIQUE,
    registered_at timestamptz NOT NULL
);

COMMENT ON COLUMN accounts.subject IS 'Keycloak''s `sub`.';
COMMENT ON COLUMN accounts.own_visitor IS 'The visitor of programs that call with a bearer token; drawn when first needed.';

-- Bounded by subjects. A visitor belongs to at most one account, for good: an id is linked once and never moves.
CREATE TABLE visitors (
    visitor_id           uuid        PRIMARY KEY,
    account_id           uuid        REFERENCES accounts,
    linked_at            timestamptz,
    measurement_objected boolean     NOT NULL DEFAULT false,
    region               text        CHECK (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
    first_seen           timestamptz NOT NULL,
    CHECK ((account_id IS NULL) = (linked_at IS NULL))
);

COMMENT ON COLUMN visitors.measurement_objected IS 'This browser said no to measurement (GDPR Art. 21).';

CREATE INDEX visitors_of_account ON visitors (account_id) WHERE account_id IS NOT NULL;

-- Which visitor an account was given in place of the one that its browser had: the cookie is rotated when it is linked,
-- and a sign-in that is told twice gets the same answer.
CREATE TABLE successors (
    account_id   uuid NOT NULL REFERENCES accounts,
    visitor_id   uuid NOT NULL,
    successor_id uuid NOT NULL REFERENCES visitors,
    PRIMARY KEY (account_id, visitor_id)
);

CREATE INDEX successors_of_visitor ON successors (visitor_id);
CREATE INDEX successors_by_successor ON successors (successor_id);

-- Answers given under an Idempotency-Key; the body only as an HMAC.
CREATE TABLE idempotency_keys (
    caller     uuid        NOT NULL,
    route      text        NOT NULL,
    key_hmac   bytea       NOT NULL,
    body_hmac  bytea       NOT NULL,
    result_id  uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (caller, route, key_hmac, created_at)
) PARTITION BY RANGE (created_at);

-- Makes the partitions of the days around `today`, and drops keys that nobody may use any more.
-- Owned by the owner: the service itself makes and drops nothing.
CREATE FUNCTION rotate_partitions(today timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET timezone = 'UTC' AS $$
DECLARE
    first timestamptz;
    part  text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(current_schema() || '.rotate_partitions', 0));
    FOR first IN SELECT generate_series(date_trunc('day', today), date_trunc('day', today) + '3 days', '1 day')
    LOOP
        part := 'idempotency_keys' || to_char(first, '_YYYY_MM_DD');
        IF to_regclass(part) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF idempotency_keys FOR VALUES FROM (%L) TO (%L)',
                part, first, first + interval '1 day');
        END IF;
    END LOOP;
    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'idempotency_keys'::regclass
          AND c.relname < 'idempotency_keys' || to_char(today - interval '2 days', '_YYYY_MM_DD')
    LOOP
        EXECUTE format('DROP TABLE %I', part);
    END LOOP;
END
$$;

SELECT rotate_partitions(now());
