INSERT INTO report_answers AS a (report_id, brand_id, status, answer, answered_at)
SELECT r.report_id, $1, $3, $4, $5 FROM reports AS r WHERE r.brand_id = $1 AND r.report_id = $2
ON CONFLICT (report_id) DO UPDATE SET status = excluded.status, answer = excluded.answer, answered_at = excluded.answered_at
WHERE a.brand_id = $1
