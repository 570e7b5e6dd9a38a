INSERT INTO brand_journeys (brand_id, gtin, lot, version, steps, epcis, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (brand_id, gtin, lot) DO UPDATE SET
    version = excluded.version, steps = excluded.steps, epcis = excluded.epcis, updated_at = excluded.updated_at
WHERE brand_journeys.brand_id = $1
