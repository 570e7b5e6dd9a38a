-- What the catalog told: quantity and picture stay as they were asked for.
INSERT INTO products (gtin, version, name, brand_id, categories, heard_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (gtin) DO UPDATE SET version = $2, name = $3, brand_id = $4, categories = $5, heard_at = $6
WHERE products.version <= $2
