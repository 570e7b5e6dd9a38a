SELECT count(*) AS "waiting!" FROM catalog_entries WHERE refresh_due IS NOT NULL
