INSERT INTO item_snapshots (account_id, item_id, version, format, state, taken_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (account_id, item_id) DO UPDATE SET version = $3, format = $4, state = $5, taken_at = $6
