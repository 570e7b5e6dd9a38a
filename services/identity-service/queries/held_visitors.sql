SELECT visitor_id AS "visitor_id!" FROM (
    SELECT visitor_id FROM visitors WHERE visitor_id > $1
    UNION SELECT visitor_id FROM successors WHERE visitor_id > $1
    UNION SELECT caller FROM idempotency_keys WHERE caller > $1
) AS held ORDER BY visitor_id LIMIT $2
