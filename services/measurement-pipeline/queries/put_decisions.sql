INSERT INTO decisions (who, at, granted) SELECT who, $2, $3 FROM unnest($1::bytea[]) AS who ON CONFLICT DO NOTHING
