INSERT INTO brand_products (
    brand_id, gtin, version, published_version, as_of, statement, name, quantity, image_url, completeness, faults, updated_at
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (brand_id, gtin) DO UPDATE SET
    version = excluded.version, published_version = excluded.published_version, as_of = excluded.as_of,
    statement = excluded.statement, name = excluded.name, quantity = excluded.quantity, image_url = excluded.image_url,
    completeness = excluded.completeness, faults = excluded.faults, updated_at = excluded.updated_at
WHERE brand_products.brand_id = $1
