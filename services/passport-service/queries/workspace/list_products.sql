-- In the order of GTINs; `$3` is part of a name or the beginning of a GTIN.
SELECT p.gtin, p.name, p.quantity, p.image_url, p.version, p.published_version, p.completeness,
       p.faults AS "faults: Json<Vec<Fault>>", p.updated_at, coalesce(open.reports, 0) AS "open_reports!"
FROM brand_products AS p
LEFT JOIN LATERAL (
    SELECT count(*) AS reports FROM reports AS r
    WHERE r.brand_id = $1 AND r.gtin = p.gtin
      AND NOT EXISTS (SELECT FROM report_answers AS a WHERE a.brand_id = $1 AND a.report_id = r.report_id)
) AS open ON true
WHERE p.brand_id = $1 AND p.gtin > $2
  AND ($3::text IS NULL OR strpos(lower(p.name), lower($3)) > 0 OR strpos(p.gtin, $3) > 0)
  AND ($4::boolean IS NULL OR (p.published_version IS NOT DISTINCT FROM p.version) = $4)
ORDER BY p.gtin
LIMIT $5
