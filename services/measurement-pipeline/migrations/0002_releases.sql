-- What was told, once and for ever. Nobody changes or removes a row: the service's role cannot.

CREATE TABLE releases (
    day      date    NOT NULL,
    brand_id uuid    NOT NULL,
    gtin     text    NOT NULL CHECK (gtin ~ '^[0-9]{14}$'),
    region   text    NOT NULL,
    metric   text    NOT NULL,
    visitors bigint  NOT NULL CHECK (visitors >= k),
    policy   text    NOT NULL,
    k        bigint  NOT NULL CHECK (k >= 5),
    sigma    float8,
    event_id uuid    NOT NULL,
    version  bigint  NOT NULL,
    CONSTRAINT release_key PRIMARY KEY (day, brand_id, gtin, region, metric)
) PARTITION BY RANGE (day);

CREATE TABLE releases_default PARTITION OF releases DEFAULT;

-- One a brand and day, each with the hash of the one before.
CREATE TABLE windows (
    brand_id      uuid   NOT NULL,
    day           date   NOT NULL,
    version       bigint NOT NULL,
    rows          bigint NOT NULL,
    previous_hash bytea  NOT NULL CHECK (octet_length(previous_hash) = 32),
    hash          bytea  NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (brand_id, day),
    UNIQUE (brand_id, version),
    UNIQUE (brand_id, previous_hash)
);

-- A year's partition, made when its first day is told.
CREATE FUNCTION make_room_for_releases(told date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '5s' AS $$
DECLARE
    first date := date_trunc('year', told)::date;
    part  text := 'releases_' || to_char(told, 'YYYY');
BEGIN
    IF to_regclass(part) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF releases FOR VALUES FROM (%L) TO (%L)',
            part, first, (first + interval '1 year')::date);
    END IF;
END
$$;

DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON releases, releases_default, windows FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT ON releases, windows TO %I', service);
    END IF;
END $$;
