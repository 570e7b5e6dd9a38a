-- A statement never gives way to an older one of the same source.
INSERT INTO source_records AS r (gtin, source, brand_id, as_of, fetched_at, digest, record)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (gtin, source) DO UPDATE SET
    brand_id = excluded.brand_id, as_of = excluded.as_of, fetched_at = excluded.fetched_at,
    digest = excluded.digest, record = excluded.record
WHERE r.as_of IS NULL OR excluded.as_of IS NULL OR r.as_of <= excluded.as_of
