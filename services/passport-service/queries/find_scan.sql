-- The account is the one that scanned, or the one that the visitor was linked to since.
SELECT s.scan_id, s.visitor_id, coalesce(s.account_id, l.account_id) AS account_id, s.gtin, s.lot, s.serial, s.expiry,
       s.expiry_kind, s.raw, s.entry, s.region, s.objected, s.cached, s.started_at, s.told, s.scanned_at
FROM scans AS s LEFT JOIN visitor_links AS l USING (visitor_id)
WHERE s.scan_id = $1
