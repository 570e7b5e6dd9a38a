-- libs/messaging's inbox, as it stands there.

-- The inbox: what each consumer has had, so that every event has one effect.
-- Copied as it stands into a service's migrations. Names resolve by the owner's search_path.

-- One row an event and consumer, committed with the effect. Event ids are UUIDv7, so ranges of ids are ranges of time.
CREATE TABLE inbox (
    consumer       text        NOT NULL,
    event_id       uuid        NOT NULL,
    topic          text        NOT NULL,
    stream         text        NOT NULL,
    stream_version bigint      NOT NULL,
    handled_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (event_id, consumer)
) PARTITION BY RANGE (event_id);

CREATE TABLE inbox_default PARTITION OF inbox DEFAULT;

-- The last version of each stream that had its effect. Bounded by subjects.
CREATE TABLE inbox_positions (
    consumer text   NOT NULL,
    topic    text   NOT NULL,
    stream   text   NOT NULL,
    version  bigint NOT NULL,
    PRIMARY KEY (consumer, topic, stream)
);

-- Events that came before their predecessor, or behind one that is a dead letter.
CREATE TABLE inbox_parked (
    consumer         text        NOT NULL,
    topic            text        NOT NULL,
    stream           text        NOT NULL,
    stream_version   bigint      NOT NULL,
    record_partition integer     NOT NULL,
    record_offset    bigint      NOT NULL,
    record_key       bytea,
    payload          bytea       NOT NULL,
    traceparent      text,
    parked_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, topic, stream, stream_version)
);

CREATE FUNCTION inbox_first_id(day date) RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM day) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partitions of the coming week, drops those older than `keep_days`: longer than any topic is replayed by habit, while
-- positions remember for ever. Runs as the owner, because a service role has no DDL.
CREATE FUNCTION inbox_maintain(keep_days integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '2s' AS $$
DECLARE
    today   date := (now() AT TIME ZONE 'UTC')::date;
    day     date;
    old     record;
    dropped integer := 0;
BEGIN
    FOR day IN SELECT today + n FROM generate_series(-1, 7) AS n LOOP
        IF to_regclass('inbox_' || to_char(day, 'YYYYMMDD')) IS NULL AND NOT EXISTS (
            SELECT FROM inbox_default WHERE event_id >= inbox_first_id(day) AND event_id < inbox_first_id(day + 1)
        ) THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF inbox FOR VALUES FROM (%L) TO (%L)',
                'inbox_' || to_char(day, 'YYYYMMDD'), inbox_first_id(day), inbox_first_id(day + 1));
        END IF;
    END LOOP;
    FOR old IN
        SELECT class.relname AS name
        FROM pg_inherits JOIN pg_class AS class ON class.oid = inhrelid
        WHERE inhparent = 'inbox'::regclass AND class.relname ~ '^inbox_[0-9]{8}$'
          AND to_date(right(class.relname, 8), 'YYYYMMDD') < today - keep_days
    LOOP
        EXECUTE format('DROP TABLE %I', old.name);
        dropped := dropped + 1;
    END LOOP;
    IF EXISTS (SELECT FROM inbox_default)
        AND NOT EXISTS (SELECT FROM inbox_default WHERE handled_at >= now() - make_interval(days => keep_days)) THEN
        TRUNCATE inbox_default;
    END IF;
    RETURN dropped;
END $$;

DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    EXECUTE format('ALTER FUNCTION inbox_maintain(integer) SET search_path = %I, pg_temp', current_schema());
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON inbox, inbox_default, inbox_positions, inbox_parked FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT ON inbox TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON inbox_positions TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT, DELETE ON inbox_parked TO %I', service);
    END IF;
    PERFORM inbox_maintain(14);
END $$;
