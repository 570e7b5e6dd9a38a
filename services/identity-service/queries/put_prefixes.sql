INSERT INTO brand_prefixes (prefix, brand_id, proven_at, evidence)
SELECT prefix, $1, $3, $4 FROM unnest($2::text[]) AS prefix
ON CONFLICT (prefix) DO NOTHING
