INSERT INTO person_keys (account_id, key_id, wrapped, wrapped_by, made_at) VALUES ($1, $2, $3, $4, $5)
