INSERT INTO applied_tombstones (digest) SELECT unnest($1::bytea[]) ON CONFLICT DO NOTHING
