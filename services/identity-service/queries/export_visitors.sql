SELECT visitor_id, linked_at AS "linked_at!", first_seen, measurement_objected, region
FROM visitors WHERE account_id = $1 AND visitor_id > $2
ORDER BY visitor_id
LIMIT $3
