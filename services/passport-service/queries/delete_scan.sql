DELETE FROM scans WHERE scan_id = $1 AND (visitor_id = $2 OR account_id = $3)
