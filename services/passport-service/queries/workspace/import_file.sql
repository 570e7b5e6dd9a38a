SELECT format, all_or_nothing, body AS "body!", checked, position,
       (SELECT count(*) FROM brand_import_refusals AS f WHERE f.brand_id = $1 AND f.import_id = $2) AS "refusals!"
FROM brand_imports
WHERE brand_id = $1 AND import_id = $2 AND status = 'running' AND body IS NOT NULL
