SELECT import_id AS "import_id!", brand_id AS "brand_id!" FROM claim_import($1, $2)
