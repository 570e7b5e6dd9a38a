INSERT INTO health_profiles (account_id, version, sealed, written_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (account_id) DO UPDATE SET version = $2, sealed = $3, written_at = $4
