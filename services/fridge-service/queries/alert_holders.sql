-- Everybody who has such a pack, and had it already when that happened.
INSERT INTO product_alerts (account_id, item_id, kind, since)
SELECT account_id, item_id, $2, $3 FROM items WHERE gtin = $1 AND present AND added_at <= $3
ON CONFLICT (account_id, item_id, kind) DO NOTHING
