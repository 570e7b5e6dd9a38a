INSERT INTO arriving (brand_id, day, gtin, region, metric, visitors, policy, k, sigma, stream_version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
