SELECT b.name, coalesce(array_agg(p.prefix ORDER BY p.prefix) FILTER (WHERE p.prefix IS NOT NULL), '{}') AS "prefixes!"
FROM brands AS b LEFT JOIN brand_prefixes AS p ON p.brand_id = b.brand_id
WHERE b.brand_id = $1
GROUP BY b.brand_id
