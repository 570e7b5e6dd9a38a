SELECT visitor_id, measurement_objected FROM visitors WHERE account_id = $1 ORDER BY linked_at, visitor_id
