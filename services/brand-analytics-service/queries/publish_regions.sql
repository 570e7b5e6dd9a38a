INSERT INTO region_days (brand_id, day, gtin, region, metric, visitors)
SELECT brand_id, day, gtin, region, metric, visitors FROM arriving WHERE brand_id = $1 AND day = $2 AND region <> 'all'
