INSERT INTO product_days (brand_id, day, gtin, metric, visitors)
SELECT brand_id, day, gtin, metric, visitors FROM arriving WHERE brand_id = $1 AND day = $2 AND region = 'all'
