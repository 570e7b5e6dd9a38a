SELECT day, metric, visitors FROM product_days WHERE brand_id = $1 AND gtin = $4 AND day BETWEEN $2 AND $3
