INSERT INTO idempotency_keys (caller, route, key_hmac, body_hmac, result_id, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
