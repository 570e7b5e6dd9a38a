UPDATE brand_imports SET status = $3, finished_at = $4, body = NULL, lease_until = NULL
WHERE brand_id = $1 AND import_id = $2 AND status = 'running'
