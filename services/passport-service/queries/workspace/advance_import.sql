-- Only from where it stood: two who are at one import store each row once.
UPDATE brand_imports SET position = $4, taken = taken + $5, lease_until = $6
WHERE brand_id = $1 AND import_id = $2 AND position = $3 AND status = 'running'
