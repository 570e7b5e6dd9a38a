-- Who scanned what, by months; ids are UUIDv7, so that an id names its partition.

-- Who was here before: bounded by subjects.
CREATE TABLE visitors (
    visitor_id uuid        PRIMARY KEY,
    first_seen timestamptz NOT NULL
);

CREATE TABLE scans (
    scan_id     uuid        PRIMARY KEY,
    visitor_id  uuid        NOT NULL,
    account_id  uuid,
    gtin        text COLLATE "C" NOT NULL CHECK (gtin ~ '^[0-9]{14}$'),
    lot         text,
    serial      text,
    expiry      date,
    expiry_kind text        CHECK (expiry_kind IN ('use_by', 'best_before')),
    raw         text        NOT NULL,
    entry       text        NOT NULL CHECK (entry IN ('camera_app', 'in_app_scanner', 'typed', 'image')),
    region      text,
    cached      boolean     NOT NULL,
    started_at  bigint,
    told        boolean     NOT NULL DEFAULT false,
    scanned_at  timestamptz NOT NULL,
    CHECK ((expiry IS NULL) = (expiry_kind IS NULL))
) PARTITION BY RANGE (scan_id);

COMMENT ON COLUMN scans.started_at IS 'First byte of the request at the gateway, in microseconds of Unix time.';
COMMENT ON COLUMN scans.told IS 'Whether the complete answer was told to the gateway, once.';

CREATE INDEX scans_of_visitor ON scans (visitor_id, scan_id DESC);
CREATE INDEX scans_of_account ON scans (account_id, scan_id DESC) WHERE account_id IS NOT NULL;

CREATE TABLE reports (
    report_id   uuid        PRIMARY KEY,
    visitor_id  uuid        NOT NULL,
    account_id  uuid,
    gtin        text COLLATE "C" NOT NULL CHECK (gtin ~ '^[0-9]{14}$'),
    brand_id    uuid,
    reason      text        NOT NULL CHECK (reason IN ('unknown_product', 'wrong_facts', 'other')),
    comment     text        CHECK (length(comment) <= 2000),
    reported_at timestamptz NOT NULL
) PARTITION BY RANGE (report_id);

CREATE INDEX reports_of_visitor ON reports (visitor_id, report_id DESC);

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

CREATE FUNCTION first_uuid_of(instant timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT (lpad(to_hex((extract(epoch FROM instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partitions of the months and days around `today`, and drops keys that nobody may use any more.
-- Owned by the owner: the service itself makes and drops nothing.
CREATE FUNCTION rotate_partitions(today timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET timezone = 'UTC' AS $$
DECLARE
    first timestamptz;
    part  text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(current_schema() || '.rotate_partitions', 0));
    FOR first IN SELECT generate_series(date_trunc('month', today), date_trunc('month', today) + '3 months', '1 month')
    LOOP
        FOREACH part IN ARRAY ARRAY['scans', 'reports'] LOOP
            IF to_regclass(part || to_char(first, '_YYYY_MM')) IS NULL THEN
                EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                    part || to_char(first, '_YYYY_MM'), part,
                    first_uuid_of(first), first_uuid_of(first + interval '1 month'));
            END IF;
        END LOOP;
    END LOOP;
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
