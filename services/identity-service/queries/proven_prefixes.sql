SELECT prefix, proven_at, evidence FROM brand_prefixes WHERE brand_id = $1 ORDER BY prefix
