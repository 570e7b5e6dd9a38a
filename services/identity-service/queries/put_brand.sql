INSERT INTO brands (brand_id, name, created_at, changed_at) VALUES ($1, $2, $3, $3)
ON CONFLICT (brand_id) DO UPDATE SET name = excluded.name, changed_at = excluded.changed_at
