-- When what shoppers read of a brand's product changed, and in what: the notes on the time axis of the brand's dashboards.
-- Appended in the transaction of the change, never rewritten.
CREATE TABLE product_changes (
    change_id     bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    brand_id      uuid             NOT NULL,
    gtin          text COLLATE "C" NOT NULL CHECK (gtin ~ '^[0-9]{14}$'),
    version       bigint           NOT NULL CHECK (version > 0),
    label_version bigint           NOT NULL CHECK (label_version >= 0),
    changed_at    timestamptz      NOT NULL,
    changes       jsonb            NOT NULL CHECK (jsonb_typeof(changes) = 'array')
);

COMMENT ON COLUMN product_changes.changes IS 'In what, as `catalog_entry_changed` says it; none = it changed before this was kept.';

CREATE INDEX product_changes_of_product ON product_changes (brand_id, gtin, change_id DESC);
CREATE INDEX product_changes_by_age ON product_changes USING brin (changed_at);

ALTER TABLE product_changes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_brand ON product_changes FOR SELECT USING (brand_id = current_brand());
-- A brand's product changes by what its brand states, or by what others state beside it.
CREATE POLICY of_its_product ON product_changes FOR INSERT WITH CHECK (
    brand_id = current_brand()
    OR (current_brand() IS NULL AND brand_id = (SELECT e.brand_id FROM catalog_entries AS e WHERE e.gtin = product_changes.gtin))
);

-- No dashboard looks back further. Owned by the owner, because they are all brands'.
CREATE FUNCTION forget_changes(before timestamptz) RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH gone AS (
        DELETE FROM product_changes WHERE changed_at < before RETURNING true
    )
    SELECT count(*) FROM gone
$$;

-- What is known of the time before: since when each product is as it is.
INSERT INTO product_changes (brand_id, gtin, version, label_version, changed_at, changes)
SELECT brand_id, gtin, version, label_version, changed_at, '[]'
FROM catalog_entries
WHERE known AND brand_id IS NOT NULL
ORDER BY changed_at;

DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON product_changes FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT ON product_changes TO %I', service);
    END IF;
END $$;
