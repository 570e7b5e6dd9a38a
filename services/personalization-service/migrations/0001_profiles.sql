-- Health profiles and verdicts. What they say is sealed with a key of the person's own; without its row nothing opens.

-- The person's key, wrapped by a key from configuration. Deleting the row is the erasure.
CREATE TABLE person_keys (
    account_id uuid        PRIMARY KEY,
    key_id     uuid        NOT NULL UNIQUE,
    wrapped    bytea       NOT NULL,
    wrapped_by text        NOT NULL CHECK (wrapped_by ~ '^[0-9a-f]{8}$'),
    made_at    timestamptz NOT NULL
);

COMMENT ON COLUMN person_keys.wrapped_by IS 'Which configured key wraps it: the first 8 hexadecimal digits of its SHA-256.';

-- Bounded by subjects: the profile as it stands. Earlier versions live on only inside the verdicts that they led to.
CREATE TABLE health_profiles (
    account_id uuid        PRIMARY KEY REFERENCES person_keys ON DELETE CASCADE,
    version    bigint      NOT NULL CHECK (version > 0),
    sealed     bytea       NOT NULL,
    written_at timestamptz NOT NULL
);

-- Sealed: the profile, the label and the evaluation that led to the level. Ids are UUIDv7, so ranges of ids are ranges of time.
CREATE TABLE verdicts (
    verdict_id      uuid        NOT NULL,
    account_id      uuid        NOT NULL REFERENCES person_keys ON DELETE CASCADE,
    gtin            text        NOT NULL CHECK (gtin ~ '^[0-9]{14}$'),
    level           text        NOT NULL CHECK (level IN ('good_for_you', 'be_careful', 'avoid')),
    policy_version  text        NOT NULL,
    label_version   bigint      NOT NULL,
    profile_version bigint      NOT NULL,
    label_as_of     timestamptz,
    batch_id        uuid,
    sealed          bytea       NOT NULL,
    computed_at     timestamptz NOT NULL,
    PRIMARY KEY (verdict_id)
) PARTITION BY RANGE (verdict_id);

COMMENT ON COLUMN verdicts.label_as_of IS 'When the label was last heard, if it could not be asked for at that moment.';
COMMENT ON COLUMN verdicts.batch_id IS 'The request that asked for several at once, so that it can be answered again.';

CREATE INDEX verdicts_of_account ON verdicts (account_id, verdict_id DESC);

-- Who opened something sealed, what for, and when: no content. Inserted and read, nothing else.
CREATE TABLE decrypt_audit (
    audit_id   uuid        NOT NULL,
    account_id uuid        NOT NULL,
    reader     text        NOT NULL,
    purpose    text        NOT NULL,
    opened     integer     NOT NULL CHECK (opened > 0),
    opened_at  timestamptz NOT NULL
) PARTITION BY RANGE (opened_at);

CREATE INDEX decrypt_audit_of_account ON decrypt_audit (account_id, audit_id);

-- Until when a consent was withdrawn: whoever still believes in an older one stores nothing. Bounded by subjects.
CREATE TABLE withdrawals (
    account_id   uuid        PRIMARY KEY,
    withdrawn_at timestamptz NOT NULL
);

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

CREATE FUNCTION first_id(moment timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE SET timezone = 'UTC' AS $$
    SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partitions of the time around `today`, and drops what is kept no longer: idempotency keys after 2 days, verdicts and the
-- audit after 13 months. Owned by the owner: the service itself makes and drops nothing.
CREATE FUNCTION rotate_partitions(today timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET timezone = 'UTC' SET lock_timeout = '5s' AS $$
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
    FOR first IN SELECT generate_series(date_trunc('month', today) - interval '1 month', date_trunc('month', today) + '2 months', '1 month')
    LOOP
        part := 'verdicts' || to_char(first, '_YYYY_MM');
        IF to_regclass(part) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF verdicts FOR VALUES FROM (%L) TO (%L)',
                part, first_id(first), first_id(first + interval '1 month'));
        END IF;
        part := 'decrypt_audit' || to_char(first, '_YYYY_MM');
        IF to_regclass(part) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF decrypt_audit FOR VALUES FROM (%L) TO (%L)',
                part, first, first + interval '1 month');
        END IF;
    END LOOP;
    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'idempotency_keys'::regclass
          AND c.relname < 'idempotency_keys' || to_char(today - interval '2 days', '_YYYY_MM_DD')
           OR i.inhparent IN ('verdicts'::regclass, 'decrypt_audit'::regclass)
          AND right(c.relname, 8) < to_char(today - interval '13 months', '_YYYY_MM')
    LOOP
        EXECUTE format('DROP TABLE %I', part);
    END LOOP;
END
$$;

-- Destroys the person's key, and with it profile and verdicts. Owned by the owner: the service role deletes no verdict.
CREATE FUNCTION destroy_key(account uuid, OUT profiles bigint, OUT verdicts bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '5s' AS $$
BEGIN
    WITH gone AS (DELETE FROM verdicts AS v WHERE v.account_id = account RETURNING 1)
    SELECT count(*) FROM gone INTO destroy_key.verdicts;
    WITH gone AS (DELETE FROM health_profiles AS p WHERE p.account_id = account RETURNING 1)
    SELECT count(*) FROM gone INTO destroy_key.profiles;
    DELETE FROM person_keys AS k WHERE k.account_id = account;
END
$$;

-- Removes everything that stands here about the person.
CREATE FUNCTION erase_person(account uuid, visitors uuid[], OUT profiles bigint, OUT verdicts bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '5s' AS $$
BEGIN
    SELECT d.profiles, d.verdicts FROM destroy_key(account) AS d INTO erase_person.profiles, erase_person.verdicts;
    DELETE FROM decrypt_audit AS a WHERE a.account_id = account;
    DELETE FROM withdrawals AS w WHERE w.account_id = account;
    DELETE FROM idempotency_keys AS k WHERE k.caller = account OR k.caller = ANY (visitors);
END
$$;

DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON person_keys, health_profiles, verdicts, decrypt_audit, withdrawals, idempotency_keys FROM %I',
            service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON person_keys, health_profiles, withdrawals TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT ON verdicts, decrypt_audit, idempotency_keys TO %I', service);
        EXECUTE format('GRANT EXECUTE ON FUNCTION destroy_key(uuid), erase_person(uuid, uuid[]) TO %I', service);
    END IF;
END $$;

SELECT rotate_partitions(now());
