DELETE FROM brand_prefixes WHERE brand_id = $1 AND prefix <> ALL($2::text[])
