SELECT region, metric, sum(visitors)::bigint AS "visitors!", count(DISTINCT day) AS "days!"
FROM region_days
WHERE brand_id = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR gtin = $4)
GROUP BY region, metric
