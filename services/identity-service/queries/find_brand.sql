SELECT b.brand_id, b.name,
    ARRAY(SELECT p.prefix FROM brand_prefixes p WHERE p.brand_id = b.brand_id ORDER BY p.prefix) AS "prefixes!"
FROM brands b
WHERE b.brand_id = $1
