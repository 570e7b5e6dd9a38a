-- Each arm walks its own index.
SELECT scan_id AS "scan_id!", visitor_id AS "visitor_id!", account_id, gtin AS "gtin!", lot, serial, expiry, expiry_kind,
       raw AS "raw!", entry AS "entry!", region, objected AS "objected!", cached AS "cached!", started_at,
       told AS "told!", scanned_at AS "scanned_at!"
FROM (
    (SELECT * FROM scans WHERE account_id = $1 AND scan_id > $2 ORDER BY scan_id LIMIT $3)
    UNION
    (SELECT linked.* FROM visitor_links AS l CROSS JOIN LATERAL (
        SELECT * FROM scans WHERE visitor_id = l.visitor_id AND scan_id > $2 ORDER BY scan_id LIMIT $3
    ) AS linked WHERE l.account_id = $1)
) AS own
ORDER BY scan_id
LIMIT $3
