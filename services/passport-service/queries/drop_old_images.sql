-- The community's pictures beyond the newest `$1`.
DELETE FROM images WHERE gtin IN (
    SELECT gtin FROM images WHERE origin <> 'brand' ORDER BY fetched_at DESC OFFSET $1 LIMIT 500
)
