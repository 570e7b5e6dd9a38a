SELECT state AS "state: Json<Item>", undo_action, undo_until, name, image_url
FROM items LEFT JOIN products USING (gtin)
WHERE account_id = $1 AND item_id = $2
