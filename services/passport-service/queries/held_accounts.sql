SELECT account_id AS "account_id!" FROM (
    SELECT account_id FROM scans WHERE account_id > $1
    UNION SELECT account_id FROM reports WHERE account_id > $1
    UNION SELECT account_id FROM visitor_links WHERE account_id > $1
) AS held ORDER BY account_id LIMIT $2
