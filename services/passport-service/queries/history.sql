-- Newest first; each arm walks its own index, so that a long history costs no more than a page.
SELECT s.scan_id AS "scan_id!", s.visitor_id AS "visitor_id!", s.account_id, s.gtin AS "gtin!", s.lot, s.serial,
       s.expiry, s.expiry_kind, s.raw AS "raw!", s.entry AS "entry!", s.region, s.cached AS "cached!",
       s.objected AS "objected!", s.started_at, s.told AS "told!", s.scanned_at AS "scanned_at!",
       e.name AS "name?", e.brand_name AS "brand_name?", e.brand_id AS "brand_id?", e.image_url AS "image_url?"
FROM (
    (SELECT * FROM scans WHERE visitor_id = $1 AND scan_id < $3 ORDER BY scan_id DESC LIMIT $4)
    UNION
    (SELECT * FROM scans WHERE account_id = $2 AND scan_id < $3 ORDER BY scan_id DESC LIMIT $4)
    UNION
    (SELECT linked.* FROM visitor_links AS l CROSS JOIN LATERAL (
        SELECT * FROM scans WHERE visitor_id = l.visitor_id AND scan_id < $3 ORDER BY scan_id DESC LIMIT $4
    ) AS linked WHERE l.account_id = $2)
) AS s
LEFT JOIN catalog_entries AS e ON e.gtin = s.gtin AND e.known
ORDER BY s.scan_id DESC
LIMIT $4
