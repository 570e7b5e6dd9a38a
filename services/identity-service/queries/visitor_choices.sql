SELECT account_id, measurement_objected, region FROM visitors WHERE visitor_id = $1
