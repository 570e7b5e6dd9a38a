-- What an operator brings in from a file; what the brand has said since stands.
INSERT INTO brand_products AS p (
    brand_id, gtin, version, published_version, as_of, statement, name, quantity, image_url, completeness, faults, updated_at
)
VALUES ($1, $2, 1, CASE WHEN $3 THEN 1 END, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (brand_id, gtin) DO UPDATE SET
    version = p.version + 1, published_version = CASE WHEN $3 THEN p.version + 1 ELSE p.published_version END,
    as_of = excluded.as_of, statement = excluded.statement, name = excluded.name, quantity = excluded.quantity,
    image_url = excluded.image_url, completeness = excluded.completeness, faults = excluded.faults,
    updated_at = excluded.updated_at
WHERE p.brand_id = $1 AND p.as_of <= excluded.as_of
  AND (p.statement <> excluded.statement OR (p.published_version IS NOT DISTINCT FROM p.version) <> $3)
