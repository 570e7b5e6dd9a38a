INSERT INTO calendars (account_id, token_hash, made_at) VALUES ($1, $2, $3)
ON CONFLICT (account_id) DO UPDATE SET token_hash = $2, made_at = $3
