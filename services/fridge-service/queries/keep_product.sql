-- What was asked: all there is. An answer that is older than what events told changes nothing but what events do not tell.
INSERT INTO products (gtin, version, name, brand_id, categories, quantity, image_url, heard_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (gtin) DO UPDATE SET
    version = greatest(products.version, $2),
    name = CASE WHEN products.version <= $2 THEN $3 ELSE products.name END,
    brand_id = CASE WHEN products.version <= $2 THEN $4 ELSE products.brand_id END,
    categories = CASE WHEN products.version <= $2 THEN $5 ELSE products.categories END,
    quantity = $6,
    image_url = $7,
    heard_at = $8
