UPDATE scans SET told = true WHERE scan_id = $1 AND NOT told
