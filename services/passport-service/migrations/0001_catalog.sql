-- The catalog: what each source says, what that adds up to, and what is needed to keep it fresh.
-- Bounded by subjects: one row per GTIN, source or lot.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- One statement per source and GTIN, as it was normalised; the merge reads all of a GTIN's.
CREATE TABLE source_records (
    gtin       text COLLATE "C" NOT NULL CHECK (gtin ~ '^[0-9]{14}$'),
    source     text        NOT NULL CHECK (source IN ('agribalyse', 'open_food_facts', 'brand')),
    brand_id   uuid,
    as_of      date,
    fetched_at timestamptz NOT NULL,
    digest     bytea       NOT NULL,
    record     jsonb       NOT NULL,
    PRIMARY KEY (gtin, source)
);

-- The merged entry. A GTIN that nobody knows has a row too while it is being looked up, and until it is forgotten.
CREATE TABLE catalog_entries (
    gtin          text COLLATE "C" PRIMARY KEY CHECK (gtin ~ '^[0-9]{14}$'),
    version       bigint      NOT NULL CHECK (version > 0),
    label_version bigint      NOT NULL DEFAULT 0,
    known         boolean     NOT NULL,
    name          text,
    brand_name    text,
    brand_id      uuid,
    quantity      text,
    image_url     text,
    image_source  text,
    product       jsonb       NOT NULL,
    journey       jsonb       NOT NULL,
    eco           jsonb       NOT NULL,
    changed_at    timestamptz NOT NULL,
    checked_at    timestamptz,
    refresh_due   timestamptz,
    lease_until   timestamptz,
    search_text   text        NOT NULL DEFAULT '',
    search_words  tsvector    GENERATED ALWAYS AS (to_tsvector('simple', search_text)) STORED
);

CREATE INDEX catalog_entries_words ON catalog_entries USING gin (search_words) WHERE known;
CREATE INDEX catalog_entries_trigrams ON catalog_entries USING gin (search_text gin_trgm_ops) WHERE known;
CREATE INDEX catalog_entries_refresh ON catalog_entries (refresh_due) WHERE refresh_due IS NOT NULL;
CREATE INDEX catalog_entries_unknown ON catalog_entries (changed_at) WHERE NOT known;

-- What a brand states about one lot; what holds for every lot stands in the entry.
CREATE TABLE lots (
    gtin     text COLLATE "C" NOT NULL CHECK (gtin ~ '^[0-9]{14}$'),
    lot      text   NOT NULL,
    brand_id uuid,
    steps    jsonb  NOT NULL,
    PRIMARY KEY (gtin, lot)
);

-- Pictures that we serve ourselves: the brands' own, and a bounded cache of the community's.
-- A row without body says that the source had none.
CREATE TABLE images (
    gtin         text COLLATE "C" PRIMARY KEY CHECK (gtin ~ '^[0-9]{14}$'),
    origin       text        NOT NULL CHECK (origin IN ('open_food_facts', 'brand')),
    content_type text,
    body         bytea       CHECK (octet_length(body) <= 2097152),
    fetched_at   timestamptz NOT NULL,
    CHECK ((content_type IS NULL) = (body IS NULL))
);

CREATE INDEX images_oldest ON images (fetched_at) WHERE origin <> 'brand';

-- Life-cycle rows by Agribalyse code.
CREATE TABLE agribalyse (
    code       text        PRIMARY KEY,
    record     jsonb       NOT NULL,
    fetched_at timestamptz NOT NULL
);

-- The budget of reads at a source: a slot is free again a minute after it was taken, whoever took it.
CREATE TABLE source_reads (
    source   text        NOT NULL,
    slot     integer     NOT NULL,
    taken_at timestamptz NOT NULL,
    PRIMARY KEY (source, slot)
);

-- How far a file was imported, so that an interrupted import goes on where it stopped.
CREATE TABLE imports (
    kind       text        NOT NULL,
    file_hash  bytea       NOT NULL,
    line       bigint      NOT NULL,
    finished   boolean     NOT NULL DEFAULT false,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (kind, file_hash)
);
