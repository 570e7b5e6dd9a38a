INSERT INTO windows (brand_id, day, rows, previous_hash, hash, shown, policy, k)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
