INSERT INTO item_snapshots (account_id, item_id, version, format, state, taken_at) VALUES ($1, $2, $3, $4, $5::text::json, $6)
ON CONFLICT (account_id, item_id) DO UPDATE SET version = $3, format = $4, state = excluded.state, taken_at = $6
