INSERT INTO brand_prefixes (prefix, brand_id)
SELECT prefix, $1 FROM unnest($2::text[]) AS prefix
ON CONFLICT (prefix) DO NOTHING
