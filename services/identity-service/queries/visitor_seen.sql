-- The earliest sighting stays: events may come late.
INSERT INTO visitors AS v (visitor_id, first_seen) VALUES ($1, $2)
ON CONFLICT (visitor_id) DO UPDATE SET first_seen = excluded.first_seen WHERE v.first_seen > excluded.first_seen
