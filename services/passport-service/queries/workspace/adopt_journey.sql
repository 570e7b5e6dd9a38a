INSERT INTO brand_journeys AS j (brand_id, gtin, lot, version, steps, updated_at)
SELECT $1, $2, $3, 1, $4, $6
WHERE EXISTS (SELECT FROM brand_products AS p WHERE p.brand_id = $1 AND p.gtin = $2 AND p.as_of <= $5)
ON CONFLICT (brand_id, gtin, lot) DO UPDATE SET
    version = j.version + 1, steps = excluded.steps, epcis = NULL, updated_at = excluded.updated_at
WHERE j.brand_id = $1 AND j.steps <> excluded.steps
