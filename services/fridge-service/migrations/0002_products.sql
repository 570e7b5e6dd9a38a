-- What the catalog says of products, and what it said about packs that somebody holds.

-- Bounded by the catalog. A product that was asked about before the catalog told of it has what was answered then.
CREATE TABLE products (
    gtin       text        PRIMARY KEY CHECK (gtin ~ '^[0-9]{14}$'),
    version    bigint      NOT NULL,
    name       text,
    brand_id   uuid,
    brand_name text,
    categories text[]      NOT NULL DEFAULT '{}',
    quantity   text,
    image_url  text,
    heard_at   timestamptz NOT NULL
);

COMMENT ON COLUMN products.quantity IS 'As the pack prints it; events do not carry it, so it stays as it was last asked for.';

-- A recall, or another list of allergens, since the pack came in. Bounded by items.
CREATE TABLE product_alerts (
    account_id uuid        NOT NULL,
    item_id    uuid        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('recalled', 'label_changed')),
    since      timestamptz NOT NULL,
    PRIMARY KEY (account_id, item_id, kind)
);

DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON products, product_alerts FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON products, product_alerts TO %I', service);
    END IF;
END $$;
