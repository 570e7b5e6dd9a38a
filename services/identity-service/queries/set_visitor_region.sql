INSERT INTO visitors (visitor_id, region, first_seen) VALUES ($1, $2, $3)
ON CONFLICT (visitor_id) DO UPDATE SET region = excluded.region
