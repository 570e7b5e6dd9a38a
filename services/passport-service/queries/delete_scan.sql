DELETE FROM scans WHERE scan_id = $1 AND (
    visitor_id = $2 OR account_id = $3
    OR visitor_id IN (SELECT visitor_id FROM visitor_links WHERE account_id = $3)
)
