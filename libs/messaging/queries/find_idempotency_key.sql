SELECT body_hmac, result_id FROM idempotency_keys
WHERE caller = $1 AND route = $2 AND key_hmac = $3 AND created_at > $4
ORDER BY created_at DESC
LIMIT 1
