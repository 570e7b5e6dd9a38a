UPDATE catalog_entries SET refresh_due = $2 WHERE gtin = $1
