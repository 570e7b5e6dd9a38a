SELECT item_id, kind, since FROM product_alerts JOIN items USING (account_id, item_id)
WHERE account_id = $1 AND present
ORDER BY since, kind
