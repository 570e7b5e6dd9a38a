-- The fridges: an append-only stream an account, and what is made of it. Everything but the stream can be made anew.

-- What happened, in order. Kept for as long as the account: it is the truth. Inserted and read, nothing else.
CREATE TABLE fridge_events (
    account_id  uuid        NOT NULL,
    version     bigint      NOT NULL CHECK (version > 0),
    event_id    uuid        NOT NULL UNIQUE,
    item_id     uuid        NOT NULL,
    event_type  text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    data        json        NOT NULL,
    PRIMARY KEY (account_id, version)
);

COMMENT ON COLUMN fridge_events.data IS 'The contract''s data, and what is not published: a name typed by hand, the address of a picture.';

CREATE INDEX fridge_events_of_item ON fridge_events (account_id, item_id, version);
-- For a browser that is to be forgotten while its person stays.
CREATE INDEX fridge_events_of_visitor ON fridge_events ((data ->> 'visitorId'));

-- A stream folded up to a version, so that a command reads a tail only. Never the truth: one that cannot be read is ignored.
CREATE TABLE snapshots (
    account_id uuid        PRIMARY KEY,
    version    bigint      NOT NULL,
    format     integer     NOT NULL,
    state      json        NOT NULL,
    taken_at   timestamptz NOT NULL
);

-- One row an item ever: what the list shows while it is there, and its lines of the ledger for ever. Amounts are thousandths of the
-- item's unit, told by `state` as well: here the database itself refuses a row that does not balance.
CREATE TABLE items (
    account_id  uuid        NOT NULL,
    item_id     uuid        NOT NULL,
    present     boolean     NOT NULL,
    gtin        text        CHECK (gtin ~ '^[0-9]{14}$'),
    added_at    timestamptz NOT NULL,
    state       json        NOT NULL,
    added       bigint      NOT NULL CHECK (added > 0),
    used        bigint      NOT NULL CHECK (used >= 0),
    thrown_away bigint      NOT NULL CHECK (thrown_away >= 0),
    given_away  bigint      NOT NULL CHECK (given_away >= 0),
    remaining   bigint      NOT NULL CHECK (remaining >= 0),
    unaccounted bigint      NOT NULL CHECK (unaccounted >= 0),
    undo_action text,
    undo_until  timestamptz,
    PRIMARY KEY (account_id, item_id),
    CHECK (added = used + thrown_away + given_away + remaining + unaccounted),
    CHECK (present = (remaining > 0))
);

COMMENT ON COLUMN items.undo_until IS 'Until when the last action can be taken back; it means nothing afterwards.';

CREATE INDEX items_present ON items (account_id) WHERE present;
CREATE INDEX items_of_product ON items (gtin) WHERE present AND gtin IS NOT NULL;
CREATE INDEX items_by_day ON items (account_id, added_at);

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

-- Makes the partitions of the days around `today`, and drops keys that are older than two. Owned by the owner: the service itself
-- makes and drops nothing.
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
    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'idempotency_keys'::regclass
          AND c.relname < 'idempotency_keys' || to_char(today - interval '2 days', '_YYYY_MM_DD')
    LOOP
        EXECUTE format('DROP TABLE %I', part);
    END LOOP;
END
$$;

DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON fridge_events, snapshots, items, idempotency_keys FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT ON fridge_events, idempotency_keys TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON snapshots TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON items TO %I', service);
    END IF;
END $$;

SELECT rotate_partitions(now());
