UPDATE catalog_entries SET refresh_due = NULL, lease_until = $2
WHERE gtin IN (
    SELECT gtin FROM catalog_entries
    WHERE refresh_due <= $1
    ORDER BY refresh_due
    LIMIT $3
    FOR UPDATE SKIP LOCKED
)
RETURNING gtin
