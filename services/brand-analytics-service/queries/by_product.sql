SELECT gtin, metric, sum(visitors)::bigint AS "visitors!", count(*) AS "days!"
FROM product_days
WHERE brand_id = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR gtin = $4)
GROUP BY gtin, metric
