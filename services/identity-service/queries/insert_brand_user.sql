INSERT INTO brand_users (subject, brand_id, added_at) VALUES ($1, $2, $3)
