INSERT INTO brand_imports (import_id, brand_id, format, all_or_nothing, status, body, created_at)
VALUES ($1, $2, $3, $4, 'running', $5, $6)
