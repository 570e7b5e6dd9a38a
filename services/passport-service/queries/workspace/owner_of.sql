SELECT brand_of_gtin($1) AS brand_id
