INSERT INTO visitors (visitor_id, measurement_objected, first_seen) VALUES ($1, $2, $3)
ON CONFLICT (visitor_id) DO UPDATE SET measurement_objected = excluded.measurement_objected
