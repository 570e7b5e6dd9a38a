SELECT scan_id, visitor_id, account_id, gtin, lot, serial, expiry, expiry_kind, raw, entry, region,
       cached, started_at, told, scanned_at
FROM scans
WHERE scan_id = $1
