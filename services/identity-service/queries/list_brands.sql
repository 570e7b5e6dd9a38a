SELECT b.brand_id, b.name,
    ARRAY(SELECT p.prefix FROM brand_prefixes p WHERE p.brand_id = b.brand_id ORDER BY p.prefix) AS "prefixes!",
    (SELECT count(*) FROM brand_users u WHERE u.brand_id = b.brand_id) AS "users!"
FROM brands b
ORDER BY b.name, b.brand_id
