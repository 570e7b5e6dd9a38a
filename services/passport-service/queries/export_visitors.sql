SELECT l.visitor_id, l.linked_at, v.first_seen AS "first_seen?"
FROM visitor_links AS l LEFT JOIN visitors AS v USING (visitor_id)
WHERE l.account_id = $1 AND l.visitor_id > $2
ORDER BY l.visitor_id
LIMIT $3
