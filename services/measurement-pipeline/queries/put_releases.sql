INSERT INTO releases (day, brand_id, gtin, region, metric, visitors, policy, k, sigma, event_id, version)
SELECT $1, brand_id, gtin, region, metric, visitors, $2, $3, $4, event_id, version
FROM unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::uuid[], $11::bigint[])
    AS told (brand_id, gtin, region, metric, visitors, event_id, version)
