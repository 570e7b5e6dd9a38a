SELECT report_id AS "report_id!", visitor_id AS "visitor_id!", account_id, gtin AS "gtin!", reason AS "reason!", comment,
       objected AS "objected!", reported_at AS "reported_at!"
FROM (
    (SELECT * FROM reports WHERE account_id = $1 AND report_id > $2 ORDER BY report_id LIMIT $3)
    UNION
    (SELECT linked.* FROM visitor_links AS l CROSS JOIN LATERAL (
        SELECT * FROM reports WHERE visitor_id = l.visitor_id AND report_id > $2 ORDER BY report_id LIMIT $3
    ) AS linked WHERE l.account_id = $1)
) AS own
ORDER BY report_id
LIMIT $3
