SELECT brand_id FROM brand_prefixes WHERE prefix = ANY($1::text[]) ORDER BY prefix LIMIT 1
