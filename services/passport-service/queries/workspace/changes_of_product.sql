-- Newest first; days of UTC, both included.
SELECT c.change_id, c.version, c.label_version, c.changed_at, c.changes AS "changes: Json<Vec<Change>>"
FROM product_changes AS c
WHERE c.brand_id = $1 AND c.gtin = $2 AND ($3::bigint IS NULL OR c.change_id < $3)
  AND ($4::date IS NULL OR c.changed_at >= $4::date::timestamp AT TIME ZONE 'UTC')
  AND ($5::date IS NULL OR c.changed_at < ($5::date + 1)::timestamp AT TIME ZONE 'UTC')
ORDER BY c.change_id DESC
LIMIT $6
