-- libs/messaging's outbox, as it stands there.

-- The outbox: events commit with the change they tell of; the relay brings them to Kafka.
-- Copied as it stands into a service's migrations. Names resolve by the owner's search_path.

-- Where each stream stands. Bounded by subjects. `xid` catches a writer that took its lock too late.
CREATE TABLE outbox_streams (
    topic   text   NOT NULL,
    stream  text   NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    xid     xid8   NOT NULL,
    PRIMARY KEY (topic, stream)
);

CREATE SEQUENCE outbox_ids;

CREATE TABLE outbox (
    id             bigint      NOT NULL DEFAULT nextval('outbox_ids'),
    xid            xid8        NOT NULL DEFAULT pg_current_xact_id(),
    recorded_at    timestamptz NOT NULL DEFAULT now(),
    recorded_on    date        NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
    topic          text        NOT NULL,
    stream         text        NOT NULL,
    stream_version bigint      NOT NULL,
    event_id       uuid        NOT NULL,
    event_type     text        NOT NULL,
    data_schema    text        NOT NULL,
    occurred_at    timestamptz NOT NULL,
    data           json        NOT NULL,
    traceparent    text,
    PRIMARY KEY (xid, id, recorded_on),
    UNIQUE (topic, stream, stream_version, recorded_on)
) PARTITION BY RANGE (recorded_on);

-- Takes what no day's partition takes, so that a late maintenance never costs a command.
CREATE TABLE outbox_default PARTITION OF outbox DEFAULT;

-- How far the relay came: everything at or below (xid, id) is on Kafka.
CREATE TABLE outbox_cursor (
    only_row boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    xid      xid8        NOT NULL DEFAULT '0',
    id       bigint      NOT NULL DEFAULT 0,
    server   bigint      NOT NULL,
    moved_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO outbox_cursor (server) SELECT system_identifier FROM pg_control_system();

-- Makes the partitions of the coming week and drops those that are older than `keep_days` and wholly on Kafka.
-- Runs as the owner, because a service role has no DDL. Returns how many were dropped.
CREATE FUNCTION outbox_maintain(keep_days integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '2s' AS $$
DECLARE
    today   date := (now() AT TIME ZONE 'UTC')::date;
    day     date;
    old     record;
    pending boolean;
    dropped integer := 0;
BEGIN
    FOR day IN SELECT today + n FROM generate_series(0, 7) AS n LOOP
        IF to_regclass('outbox_' || to_char(day, 'YYYYMMDD')) IS NULL
            AND NOT EXISTS (SELECT FROM outbox_default WHERE recorded_on = day) THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF outbox FOR VALUES FROM (%L) TO (%L)',
                'outbox_' || to_char(day, 'YYYYMMDD'), day, day + 1);
        END IF;
    END LOOP;
    FOR old IN
        SELECT class.relname AS name
        FROM pg_inherits JOIN pg_class AS class ON class.oid = inhrelid
        WHERE inhparent = 'outbox'::regclass AND class.relname ~ '^outbox_[0-9]{8}$'
          AND to_date(right(class.relname, 8), 'YYYYMMDD') < today - keep_days
    LOOP
        EXECUTE format(
            'SELECT EXISTS (SELECT FROM %I AS o, outbox_cursor AS c WHERE (o.xid, o.id) > (c.xid, c.id))', old.name)
            INTO pending;
        IF NOT pending THEN
            EXECUTE format('DROP TABLE %I', old.name);
            dropped := dropped + 1;
        END IF;
    END LOOP;
    IF EXISTS (SELECT FROM outbox_default) AND NOT EXISTS (
        SELECT FROM outbox_default AS o, outbox_cursor AS c
        WHERE o.recorded_on >= today - keep_days OR (o.xid, o.id) > (c.xid, c.id)
    ) THEN
        TRUNCATE outbox_default;
    END IF;
    RETURN dropped;
END $$;

-- After a dump and restore this server's transaction ids may lie below those in the tables: new events would sort before the
-- cursor and never leave. Then everything is taken up again from the start; consumers skip what they have had.
CREATE FUNCTION outbox_heal() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '5s' AS $$
DECLARE
    horizon xid8   := pg_snapshot_xmax(pg_current_snapshot());
    here    bigint := (SELECT system_identifier FROM pg_control_system());
BEGIN
    PERFORM FROM outbox_cursor WHERE server <> here OR xid >= horizon FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE outbox_streams SET xid = pg_current_xact_id() WHERE xid >= horizon;
    UPDATE outbox SET xid = pg_current_xact_id() WHERE xid >= horizon;
    UPDATE outbox_cursor SET xid = '0', id = 0, server = here, moved_at = now();
    RETURN true;
END $$;

-- Owner's functions look only here; the service role gets what append and relay need, and no more.
DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    EXECUTE format('ALTER FUNCTION outbox_maintain(integer) SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION outbox_heal() SET search_path = %I, pg_temp', current_schema());
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON outbox, outbox_default, outbox_streams, outbox_cursor FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT ON outbox TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON outbox_streams TO %I', service);
        EXECUTE format('GRANT SELECT, UPDATE ON outbox_cursor TO %I', service);
        EXECUTE format('GRANT USAGE ON SEQUENCE outbox_ids TO %I', service);
    END IF;
    PERFORM outbox_maintain(2);
END $$;
