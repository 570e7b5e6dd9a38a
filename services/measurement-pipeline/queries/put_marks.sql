INSERT INTO marks (brand_id, mark) SELECT brand_id, mark FROM unnest($1::uuid[], $2::bytea[]) AS new (brand_id, mark)
ON CONFLICT DO NOTHING
