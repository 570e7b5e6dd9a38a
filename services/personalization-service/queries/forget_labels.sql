DELETE FROM labels WHERE gtin IN (SELECT gtin FROM labels WHERE fetched_at < $1 LIMIT 1000)
