SELECT e.gtin, e.name, e.brand_name, e.brand_id, e.image_url, e.quantity
FROM unnest($1::text[], $2::text[]) AS range (first, last)
JOIN catalog_entries AS e ON e.gtin >= range.first COLLATE "C" AND e.gtin <= range.last COLLATE "C"
WHERE e.known
ORDER BY e.gtin
LIMIT $3
