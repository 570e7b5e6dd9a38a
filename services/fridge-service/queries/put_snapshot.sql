INSERT INTO snapshots (account_id, version, format, state, taken_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (account_id) DO UPDATE SET version = $2, format = $3, state = $4, taken_at = $5
