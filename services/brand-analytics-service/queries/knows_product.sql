SELECT EXISTS (SELECT FROM product_days WHERE brand_id = $1 AND gtin = $2) AS "known!"
