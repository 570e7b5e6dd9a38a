-- What was released to brands. A brand's rows are seen by that brand alone, and written in its name by the consumer alone: there is no
-- role that sees two brands at once, the schema's owner included.

-- Rows of days that are not closed yet. Shown to nobody; gone when their window closes.
CREATE TABLE arriving (
    brand_id       uuid             NOT NULL,
    day            date             NOT NULL,
    gtin           text COLLATE "C" NOT NULL CHECK (gtin ~ '^[0-9]{14}$'),
    region         text COLLATE "C" NOT NULL,
    metric         text COLLATE "C" NOT NULL,
    visitors       bigint           NOT NULL CHECK (visitors > 0),
    policy         text             NOT NULL,
    k              bigint           NOT NULL CHECK (k > 0),
    sigma          double precision,
    stream_version bigint           NOT NULL,
    PRIMARY KEY (brand_id, day, gtin, region, metric)
);

COMMENT ON COLUMN arriving.stream_version IS 'Where in the brand''s stream: says whether the reading began with the first event.';

-- Closed days, one row a brand and day, for ever: the chain by which whatever comes next is judged.
CREATE TABLE windows (
    brand_id      uuid             NOT NULL,
    day           date             NOT NULL,
    rows          bigint           NOT NULL CHECK (rows >= 0),
    previous_hash text COLLATE "C" NOT NULL CHECK (previous_hash ~ '^[0-9a-f]{64}$'),
    hash          text COLLATE "C" NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    shown         boolean          NOT NULL,
    policy        text,
    k             bigint,
    PRIMARY KEY (brand_id, day)
);

COMMENT ON COLUMN windows.shown IS 'False for a first window whose first rows had left the topic: nothing of it is shown.';
COMMENT ON COLUMN windows.policy IS 'Nothing when the window has no rows.';

-- The dashboard's questions, answered. Written when a day closes, never changed.

-- A brand's day: the sum of its products' published rows.
CREATE TABLE brand_days (
    brand_id uuid             NOT NULL,
    day      date             NOT NULL,
    metric   text COLLATE "C" NOT NULL,
    visitors bigint           NOT NULL CHECK (visitors > 0),
    PRIMARY KEY (brand_id, day, metric)
) PARTITION BY RANGE (day);

-- A product's day: the published rows of the region `all`.
CREATE TABLE product_days (
    brand_id uuid             NOT NULL,
    day      date             NOT NULL,
    gtin     text COLLATE "C" NOT NULL,
    metric   text COLLATE "C" NOT NULL,
    visitors bigint           NOT NULL CHECK (visitors > 0),
    PRIMARY KEY (brand_id, day, gtin, metric)
) PARTITION BY RANGE (day);

CREATE INDEX product_days_of_product ON product_days (brand_id, gtin, day);

-- A product's day in a region: every other published row.
CREATE TABLE region_days (
    brand_id uuid             NOT NULL,
    day      date             NOT NULL,
    gtin     text COLLATE "C" NOT NULL,
    region   text COLLATE "C" NOT NULL CHECK (region <> 'all'),
    metric   text COLLATE "C" NOT NULL,
    visitors bigint           NOT NULL CHECK (visitors > 0),
    PRIMARY KEY (brand_id, day, gtin, region, metric)
) PARTITION BY RANGE (day);

CREATE INDEX region_days_of_product ON region_days (brand_id, gtin, day);

-- Makes the partitions of the years that are kept and of the next, drops those of which every day is older than 27 months: two
-- periods of the longest kind, one before the other. A service role has no DDL, and reaches a partition only through its parent.
CREATE FUNCTION rotate_partitions(today timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET timezone = 'UTC' SET lock_timeout = '5s' AS $$
DECLARE
    oldest  date := (today - interval '27 months')::date;
    service text := current_schema() || '_service';
    parent  text;
    part    text;
    first   date;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(current_schema() || '.rotate_partitions', 0));
    FOREACH parent IN ARRAY ARRAY['brand_days', 'product_days', 'region_days'] LOOP
        FOR first IN SELECT generate_series(date_trunc('year', oldest), date_trunc('year', today) + '1 year', '1 year')::date
        LOOP
            part := parent || to_char(first, '_YYYY');
            IF to_regclass(part) IS NULL THEN
                EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                    part, parent, first, (first + interval '1 year')::date);
                EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', part);
                IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
                    EXECUTE format('REVOKE ALL ON %I FROM %I', part, service);
                END IF;
            END IF;
        END LOOP;
        FOR part IN
            SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = parent::regclass AND c.relname < parent || to_char(oldest, '_YYYY')
        LOOP
            EXECUTE format('DROP TABLE %I', part);
        END LOOP;
    END LOOP;
END
$$;

DO $$
DECLARE
    service text := current_schema() || '_service';
    name    text;
BEGIN
    FOREACH name IN ARRAY ARRAY['arriving', 'windows', 'brand_days', 'product_days', 'region_days'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
        -- What is not closed is no brand's to see.
        IF name <> 'arriving' THEN
            EXECUTE format($policy$CREATE POLICY own_brand ON %I FOR SELECT
                USING (brand_id = NULLIF(current_setting('packytrace.brand', true), '')::uuid)$policy$, name);
        END IF;
        -- One brand at a time even here: the brand of the event at hand.
        EXECUTE format($policy$CREATE POLICY consumer ON %I
            USING (current_setting('packytrace.acts_as', true) = 'consumer'
                AND brand_id = NULLIF(current_setting('packytrace.brand', true), '')::uuid)$policy$, name);
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON arriving, windows, brand_days, product_days, region_days FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT ON windows, brand_days, product_days, region_days TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT, DELETE ON arriving TO %I', service);
    END IF;
END $$;

SELECT rotate_partitions(now());
