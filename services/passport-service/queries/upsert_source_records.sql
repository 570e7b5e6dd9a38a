INSERT INTO source_records AS r (gtin, source, brand_id, as_of, fetched_at, digest, record)
SELECT gtin, $2, brand_id, as_of, $3, digest, record::jsonb
FROM unnest($1::text[], $4::uuid[], $5::date[], $6::bytea[], $7::text[])
    AS stated (gtin, brand_id, as_of, digest, record)
ON CONFLICT (gtin, source) DO UPDATE SET
    brand_id = excluded.brand_id, as_of = excluded.as_of, fetched_at = excluded.fetched_at,
    digest = excluded.digest, record = excluded.record
