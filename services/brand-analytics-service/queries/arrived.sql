SELECT gtin, region, metric, visitors, policy, k, sigma, stream_version
FROM arriving WHERE brand_id = $1 AND day = $2
