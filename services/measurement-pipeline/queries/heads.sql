SELECT DISTINCT ON (brand_id) brand_id, version, hash FROM windows ORDER BY brand_id, day DESC
