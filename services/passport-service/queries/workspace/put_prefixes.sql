WITH gone AS (
    DELETE FROM brand_prefixes WHERE brand_id = $1 AND prefix <> ALL ($2::text[])
)
INSERT INTO brand_prefixes (prefix, brand_id, changed_at)
SELECT prefix, $1, $3 FROM unnest($2) AS prefix
ON CONFLICT (prefix, brand_id) DO NOTHING
