DELETE FROM items WHERE account_id = $1 AND item_id = $2
