SELECT links AS "links: Json<Vec<Link>>"
FROM brand_links
WHERE gtin = $1 AND brand_id = brand_of_gtin($1)
