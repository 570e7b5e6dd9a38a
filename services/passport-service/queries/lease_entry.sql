UPDATE catalog_entries
SET lease_until = $2, refresh_due = NULL, version = $3, product = $4, journey = $5, eco = $6
WHERE gtin = $1
