-- A new version of an entry whose own facts are the same.
UPDATE catalog_entries SET version = version + 1, changed_at = $2
WHERE gtin = $1
