SELECT line, "column", detail FROM brand_import_refusals
WHERE brand_id = $1 AND import_id = $2
ORDER BY line, ordinal
LIMIT $3
