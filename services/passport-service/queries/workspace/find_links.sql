SELECT l.version AS "version?", l.links AS "links?: Json<Vec<Link>>", l.updated_at AS "updated_at?"
FROM brand_products AS p LEFT JOIN brand_links AS l ON l.brand_id = $1 AND l.gtin = p.gtin
WHERE p.brand_id = $1 AND p.gtin = $2
