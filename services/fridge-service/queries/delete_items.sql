DELETE FROM items WHERE account_id = $1
