SELECT prefix FROM brand_prefixes WHERE brand_id <> $1 ORDER BY prefix
