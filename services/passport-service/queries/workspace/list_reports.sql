-- Newest first. Nothing of the visitor leaves this statement.
SELECT r.report_id, r.gtin, p.name AS "name?", r.reason, r.comment, r.reported_at,
       a.status AS "status?", a.answer AS "answer?", a.answered_at AS "answered_at?"
FROM reports AS r
LEFT JOIN brand_products AS p ON p.brand_id = $1 AND p.gtin = r.gtin
LEFT JOIN report_answers AS a ON a.brand_id = $1 AND a.report_id = r.report_id
WHERE r.brand_id = $1 AND ($2::uuid IS NULL OR r.report_id < $2) AND ($3::boolean IS NULL OR (a.report_id IS NULL) = $3)
ORDER BY r.report_id DESC
LIMIT $4
