SELECT version, name, brand_id, categories, quantity, image_url FROM products WHERE gtin = $1
