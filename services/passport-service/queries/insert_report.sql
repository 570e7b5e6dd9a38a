-- The brand whose prefix it has, else the one that its sources name.
INSERT INTO reports (report_id, visitor_id, account_id, gtin, brand_id, reason, comment, reported_at, objected)
SELECT $1, $2, $3, $4, coalesce(brand_of_gtin($4), (SELECT brand_id FROM catalog_entries WHERE gtin = $4)), $5, $6, $7, $8
RETURNING brand_id
