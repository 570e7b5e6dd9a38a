SELECT r.gtin, count(*) AS "reports!"
FROM reports AS r
WHERE r.brand_id = $1
  AND NOT EXISTS (SELECT FROM report_answers AS a WHERE a.brand_id = $1 AND a.report_id = r.report_id)
  AND NOT EXISTS (SELECT FROM brand_products AS p WHERE p.brand_id = $1 AND p.gtin = r.gtin)
GROUP BY r.gtin
ORDER BY 2 DESC, r.gtin
LIMIT $2
