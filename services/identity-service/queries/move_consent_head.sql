INSERT INTO consent_heads (account_id, position, hash) VALUES ($1, $2, $3)
ON CONFLICT (account_id) DO UPDATE SET position = excluded.position, hash = excluded.hash
