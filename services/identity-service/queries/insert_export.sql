INSERT INTO exports (export_id, account_id, requested_at) VALUES ($1, $2, $3)
