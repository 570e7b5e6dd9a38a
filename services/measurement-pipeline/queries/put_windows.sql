INSERT INTO windows (day, brand_id, version, rows, previous_hash, hash)
SELECT $1, brand_id, version, rows, previous_hash, hash
FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bytea[], $6::bytea[])
    AS closed (brand_id, version, rows, previous_hash, hash)
