-- A brand's workspace. Every row that is a brand's carries `brand_id`, and row-level security shows it to that brand alone.

-- The brand of this transaction; none outside a brand's own requests.
CREATE FUNCTION current_brand() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT NULLIF(current_setting('packytrace.brand', true), '')::uuid
$$;

-- Tenants, as identity-service tells of them.
CREATE TABLE brands (
    brand_id   uuid        PRIMARY KEY,
    name       text        NOT NULL,
    changed_at timestamptz NOT NULL
);

-- A prefix that moves is told by two brands in any order: the one that was told last has it.
CREATE TABLE brand_prefixes (
    prefix     text COLLATE "C" NOT NULL CHECK (prefix ~ '^[0-9]{4,12}$'),
    brand_id   uuid             NOT NULL REFERENCES brands,
    changed_at timestamptz      NOT NULL,
    PRIMARY KEY (prefix, brand_id)
);

CREATE INDEX brand_prefixes_of_brand ON brand_prefixes (brand_id);

-- What a brand states about a product, drafts included. What is published stands in `source_records` too, and is merged from there.
CREATE TABLE brand_products (
    brand_id          uuid             NOT NULL,
    gtin              text COLLATE "C" NOT NULL CHECK (gtin ~ '^[0-9]{14}$'),
    version           bigint           NOT NULL CHECK (version > 0),
    published_version bigint           CHECK (published_version <= version),
    as_of             date             NOT NULL,
    statement         jsonb            NOT NULL,
    name              text,
    quantity          text,
    image_url         text,
    completeness      smallint         NOT NULL CHECK (completeness BETWEEN 0 AND 100),
    faults            jsonb            NOT NULL,
    updated_at        timestamptz      NOT NULL,
    PRIMARY KEY (brand_id, gtin)
);

COMMENT ON COLUMN brand_products.published_version IS 'The version that shoppers read; NULL = none yet.';

-- The steps of a product, or of one of its lots; lot '' holds for every pack whose own lot has none.
CREATE TABLE brand_journeys (
    brand_id   uuid             NOT NULL,
    gtin       text COLLATE "C" NOT NULL CHECK (gtin ~ '^[0-9]{14}$'),
    lot        text COLLATE "C" NOT NULL CHECK (length(lot) <= 20),
    version    bigint           NOT NULL CHECK (version > 0),
    steps      jsonb            NOT NULL,
    epcis      jsonb,
    updated_at timestamptz      NOT NULL,
    PRIMARY KEY (brand_id, gtin, lot)
);

COMMENT ON COLUMN brand_journeys.epcis IS 'The document from which the steps were read, as it came.';

-- Where the codes of a product lead: one document a product, read by the resolver for everyone.
CREATE TABLE brand_links (
    brand_id   uuid             NOT NULL,
    gtin       text COLLATE "C" NOT NULL CHECK (gtin ~ '^[0-9]{14}$'),
    version    bigint           NOT NULL CHECK (version > 0),
    links      jsonb            NOT NULL,
    updated_at timestamptz      NOT NULL,
    PRIMARY KEY (gtin, brand_id)
);

-- What became of a shopper's report; no row = it is open.
CREATE TABLE report_answers (
    report_id   uuid        PRIMARY KEY,
    brand_id    uuid        NOT NULL,
    status      text        NOT NULL CHECK (status IN ('answered', 'closed')),
    answer      text        CHECK (length(answer) <= 2000),
    answered_at timestamptz NOT NULL,
    CHECK (status = 'closed' OR answer IS NOT NULL)
);

CREATE INDEX reports_of_brand ON reports (brand_id, report_id DESC) WHERE brand_id IS NOT NULL;

-- Files that a brand sent. The file itself goes when its import has ended.
CREATE TABLE brand_imports (
    import_id      uuid        PRIMARY KEY,
    brand_id       uuid        NOT NULL,
    format         text        NOT NULL CHECK (format IN ('csv', 'jsonl')),
    all_or_nothing boolean     NOT NULL,
    status         text        NOT NULL CHECK (status IN ('running', 'completed', 'refused')),
    body           bytea,
    checked        boolean     NOT NULL DEFAULT false,
    position       bigint      NOT NULL DEFAULT 0,
    rows           bigint,
    taken          bigint      NOT NULL DEFAULT 0,
    lease_until    timestamptz,
    created_at     timestamptz NOT NULL,
    finished_at    timestamptz,
    CHECK ((status = 'running') = (finished_at IS NULL))
);

COMMENT ON COLUMN brand_imports.position IS 'Rows that have been dealt with: where an interrupted import goes on.';

CREATE INDEX brand_imports_running ON brand_imports (created_at) WHERE status = 'running';
CREATE INDEX brand_imports_of_brand ON brand_imports (brand_id, import_id DESC);

CREATE TABLE brand_import_refusals (
    import_id uuid   NOT NULL REFERENCES brand_imports ON DELETE CASCADE,
    brand_id  uuid   NOT NULL,
    line      bigint NOT NULL,
    ordinal   integer NOT NULL,
    "column"  text   NOT NULL,
    detail    text   NOT NULL,
    PRIMARY KEY (import_id, line, ordinal)
);

-- A brand's own, and nobody else's.
DO $$
DECLARE
    own text;
BEGIN
    FOREACH own IN ARRAY ARRAY['brands', 'brand_prefixes', 'brand_products', 'brand_journeys', 'brand_imports',
        'brand_import_refusals']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', own);
        EXECUTE format('CREATE POLICY own_brand ON %I USING (brand_id = current_brand())', own);
    END LOOP;
END $$;

-- What is published is everyone's to read, and its brand's alone to write. Rows of no brand are nobody's.
ALTER TABLE brand_links ENABLE ROW LEVEL SECURITY;
CREATE POLICY public_reader ON brand_links FOR SELECT USING (current_brand() IS NULL);
CREATE POLICY own_brand ON brand_links USING (brand_id = current_brand());

ALTER TABLE lots ENABLE ROW LEVEL SECURITY;
CREATE POLICY public_reader ON lots FOR SELECT USING (true);
CREATE POLICY own_brand ON lots USING (brand_id IS NOT DISTINCT FROM current_brand());

ALTER TABLE source_records ENABLE ROW LEVEL SECURITY;
CREATE POLICY public_reader ON source_records FOR SELECT USING (true);
CREATE POLICY new_statement ON source_records FOR INSERT
    WITH CHECK (source <> 'brand' OR brand_id IS NOT DISTINCT FROM current_brand());
-- Reports: a person's path (filing, export, erasure) belongs to no brand; a brand reads those about its own products.
ALTER TABLE reports ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_people ON reports USING (current_brand() IS NULL);
CREATE POLICY own_brand ON reports FOR SELECT USING (brand_id = current_brand());

ALTER TABLE report_answers ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_people ON report_answers USING (current_brand() IS NULL);
CREATE POLICY own_brand ON report_answers USING (brand_id = current_brand());

-- Whose a GTIN is: asked before the brand is known, and for everyone. The longest prefix, the one that was told last.
CREATE FUNCTION brand_of_gtin(digits text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT p.brand_id
    FROM generate_series(4, 12) AS length JOIN brand_prefixes AS p ON p.prefix = substr(digits, 2, length)
    ORDER BY length DESC, p.changed_at DESC
    LIMIT 1
$$;

-- A prefix may have moved to this brand: then its statement replaces the one before.
CREATE POLICY newer_statement ON source_records FOR UPDATE
    USING (source <> 'brand' OR brand_id IS NOT DISTINCT FROM current_brand() OR brand_of_gtin(gtin) = current_brand())
    WITH CHECK (source <> 'brand' OR brand_id IS NOT DISTINCT FROM current_brand());

-- The next import that nobody is at, leased: the one question that is asked before the brand is known.
CREATE FUNCTION claim_import(now timestamptz, until timestamptz) RETURNS TABLE (import_id uuid, brand_id uuid)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    UPDATE brand_imports AS i SET lease_until = until
    WHERE i.import_id = (
        SELECT n.import_id FROM brand_imports AS n
        WHERE n.status = 'running' AND (n.lease_until IS NULL OR n.lease_until <= now)
        ORDER BY n.created_at LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING i.import_id, i.brand_id
$$;

-- Reports of imports are kept for a season. Owned by the owner, because they are all brands'.
CREATE FUNCTION forget_imports(before timestamptz) RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH gone AS (
        DELETE FROM brand_imports WHERE finished_at < before RETURNING true
    )
    SELECT count(*) FROM gone
$$;
