SELECT r.report_id, r.gtin, p.name AS "name?", r.reason, r.comment, r.reported_at,
       a.status AS "status?", a.answer AS "answer?", a.answered_at AS "answered_at?"
FROM reports AS r
LEFT JOIN brand_products AS p ON p.brand_id = $1 AND p.gtin = r.gtin
LEFT JOIN report_answers AS a ON a.brand_id = $1 AND a.report_id = r.report_id
WHERE r.brand_id = $1 AND r.report_id = $2
