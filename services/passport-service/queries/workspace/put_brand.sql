-- What was told later stands.
INSERT INTO brands AS b (brand_id, name, changed_at) VALUES ($1, $2, $3)
ON CONFLICT (brand_id) DO UPDATE SET name = excluded.name, changed_at = excluded.changed_at
WHERE b.changed_at <= excluded.changed_at
