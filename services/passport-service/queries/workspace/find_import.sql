SELECT status, all_or_nothing, rows, taken, created_at, finished_at,
       (SELECT count(DISTINCT f.line) FROM brand_import_refusals AS f WHERE f.brand_id = $1 AND f.import_id = $2) AS "refused_rows!"
FROM brand_imports
WHERE brand_id = $1 AND import_id = $2
