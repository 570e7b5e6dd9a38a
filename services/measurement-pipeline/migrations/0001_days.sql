-- Days that are open: who did what, under pseudonyms that only a key outside this database makes. Gone when the day closes.

-- Every day of which there is something, and every day that has closed. A fact is taken while its day's row is held.
CREATE TABLE days (
    day       date  PRIMARY KEY,
    key_check bytea CHECK (octet_length(key_check) = 16),
    closed_at timestamptz
);

COMMENT ON COLUMN days.key_check IS 'Tells the key under which facts were taken from others: a day counted under two would count people twice.';

CREATE TABLE facts (
    day    date        NOT NULL,
    who    bytea       NOT NULL CHECK (octet_length(who) = 16),
    event  uuid        NOT NULL,
    sealed bytea       NOT NULL CHECK (octet_length(sealed) = 32),
    at     timestamptz NOT NULL,
    gtin   text        NOT NULL,
    region text        NOT NULL,
    kind   text        NOT NULL,
    PRIMARY KEY (day, event)
) PARTITION BY RANGE (day);

CREATE INDEX facts_of_person ON facts (day, who);

COMMENT ON COLUMN facts.event IS 'What the day''s key makes of the event''s id.';

-- Takes what no day's partition takes, so that a late maintenance costs no fact.
CREATE TABLE facts_default PARTITION OF facts DEFAULT;

-- Accounts made on an open day, and browsers that became an account's, under the day's pseudonyms.
CREATE TABLE registrations (
    day     date        NOT NULL,
    account bytea       NOT NULL CHECK (octet_length(account) = 16),
    visitor bytea       CHECK (octet_length(visitor) = 16),
    at      timestamptz NOT NULL,
    PRIMARY KEY (day, account)
);

CREATE TABLE links (
    day     date  NOT NULL,
    account bytea NOT NULL CHECK (octet_length(account) = 16),
    visitor bytea NOT NULL CHECK (octet_length(visitor) = 16),
    PRIMARY KEY (day, account, visitor)
);

-- Facts that were taken back: they do not count, whichever of the two is heard first.
CREATE TABLE undone (
    day   date NOT NULL,
    event uuid NOT NULL,
    PRIMARY KEY (day, event)
);

-- What visitors decided about measurement. Bounded by those who did; earlier decisions go when later ones make them void.
CREATE TABLE decisions (
    who     bytea       NOT NULL CHECK (octet_length(who) = 16),
    at      timestamptz NOT NULL,
    granted boolean     NOT NULL,
    PRIMARY KEY (who, at, granted)
);

-- Who has scanned a brand on a day that has closed: a hash that tells neither whose it is nor whether two brands have the same
-- visitor. Bounded by visitors and brands.
CREATE TABLE marks (
    brand_id uuid  NOT NULL,
    mark     bytea NOT NULL CHECK (octet_length(mark) = 16),
    PRIMARY KEY (brand_id, mark)
);

-- Whose products are, with what was heard of it while days are open. Bounded by the catalogue.
CREATE TABLE product_states (
    gtin     text        NOT NULL,
    entry    bigint      NOT NULL,
    stream   bigint      NOT NULL,
    brand_id uuid,
    arrived  timestamptz NOT NULL,
    PRIMARY KEY (gtin, entry, stream)
);

-- How many facts did not count, for whoever runs the pipeline and nobody else: these figures may be small, and stand in no metric.
CREATE TABLE drops (
    noted_on date   NOT NULL,
    why      text   NOT NULL,
    facts    bigint NOT NULL,
    PRIMARY KEY (noted_on, why)
);

-- Removes all that a day was counted from, and what was noted of days before it. Owned by the owner.
CREATE FUNCTION forget_day(closed date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '5s' AS $$
DECLARE
    part text := 'facts_' || to_char(closed, 'YYYYMMDD');
BEGIN
    IF to_regclass(part) IS NOT NULL THEN
        EXECUTE format('TRUNCATE %I', part);
    END IF;
    DELETE FROM facts_default WHERE day <= closed;
    DELETE FROM registrations WHERE day <= closed;
    DELETE FROM links WHERE day <= closed;
    DELETE FROM undone WHERE day <= closed;
END
$$;

-- Makes the partitions of the days around `today`, and drops those of days that have closed. Owned by the owner: the service
-- itself makes and drops nothing.
CREATE FUNCTION rotate_partitions(today timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET timezone = 'UTC' SET lock_timeout = '5s' AS $$
DECLARE
    this date := (today AT TIME ZONE 'UTC')::date;
    one  date;
    part text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(current_schema() || '.rotate_partitions', 0));
    FOR one IN SELECT this + n FROM generate_series(-2, 3) AS n LOOP
        part := 'facts_' || to_char(one, 'YYYYMMDD');
        IF to_regclass(part) IS NULL AND NOT EXISTS (SELECT FROM facts_default WHERE day = one) THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF facts FOR VALUES FROM (%L) TO (%L)', part, one, one + 1);
        END IF;
    END LOOP;
    FOR part, one IN
        SELECT c.relname, d.day
        FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
            JOIN days AS d ON c.relname = 'facts_' || to_char(d.day, 'YYYYMMDD')
        WHERE i.inhparent = 'facts'::regclass AND d.closed_at IS NOT NULL AND d.day < this - 2
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
        EXECUTE format('REVOKE ALL ON days, facts, facts_default, registrations, links, undone, decisions, marks, product_states, drops FROM %I',
            service);
        EXECUTE format('GRANT SELECT, INSERT ON undone TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON days, drops TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT, DELETE ON facts, registrations, links, decisions, marks TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON product_states TO %I', service);
    END IF;
END $$;

SELECT rotate_partitions(now());
