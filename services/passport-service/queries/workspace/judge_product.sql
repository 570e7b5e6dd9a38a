-- The journey changed, and with it what is missing.
UPDATE brand_products SET completeness = $3, faults = $4 WHERE brand_id = $1 AND gtin = $2
