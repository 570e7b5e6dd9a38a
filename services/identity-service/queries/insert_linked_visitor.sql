INSERT INTO visitors (visitor_id, account_id, linked_at, measurement_objected, region, first_seen)
VALUES ($1, $2, $3, $4, $5, $3)
