SELECT state AS "state: Json<Item>" FROM items WHERE account_id = $1 AND added_at >= $2 AND added_at < $3
