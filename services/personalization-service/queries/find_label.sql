SELECT version, outdated, document, fetched_at FROM labels WHERE gtin = $1
