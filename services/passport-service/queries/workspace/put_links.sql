INSERT INTO brand_links (brand_id, gtin, version, links, updated_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (gtin, brand_id) DO UPDATE SET
    version = excluded.version, links = excluded.links, updated_at = excluded.updated_at
WHERE brand_links.brand_id = $1
