-- Everything that is about the account or one of the visitors.
WITH gone_scans AS (
    DELETE FROM scans WHERE visitor_id = ANY ($2::uuid[]) OR account_id = $1 RETURNING true
), gone_reports AS (
    DELETE FROM reports WHERE visitor_id = ANY ($2) OR account_id = $1 RETURNING report_id
), gone_answers AS (
    DELETE FROM report_answers AS a USING gone_reports AS g WHERE a.report_id = g.report_id RETURNING true
), gone_keys AS (
    DELETE FROM idempotency_keys WHERE caller = ANY ($2) RETURNING true
), gone_links AS (
    DELETE FROM visitor_links WHERE visitor_id = ANY ($2) OR account_id = $1 RETURNING true
), gone_visitors AS (
    DELETE FROM visitors WHERE visitor_id = ANY ($2) RETURNING true
)
SELECT (SELECT count(*) FROM gone_scans) AS "scans!", (SELECT count(*) FROM gone_reports) AS "reports!",
       (SELECT count(*) FROM gone_keys) AS "idempotency_keys!", (SELECT count(*) FROM gone_links) AS "links!",
       (SELECT count(*) FROM gone_visitors) AS "visitors!"
