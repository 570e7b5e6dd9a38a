UPDATE brand_imports SET lease_until = NULL WHERE brand_id = $1 AND import_id = $2 AND status = 'running'
