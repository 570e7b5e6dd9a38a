-- GTINs that nobody knows are forgotten in small bites.
DELETE FROM catalog_entries WHERE gtin IN (
    SELECT gtin FROM catalog_entries WHERE NOT known AND changed_at < $1 ORDER BY changed_at LIMIT 500
)
