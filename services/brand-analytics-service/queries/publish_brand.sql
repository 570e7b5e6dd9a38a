INSERT INTO brand_days (brand_id, day, metric, visitors)
SELECT brand_id, day, metric, sum(visitors)::bigint FROM arriving WHERE brand_id = $1 AND day = $2 AND region = 'all'
GROUP BY brand_id, day, metric
