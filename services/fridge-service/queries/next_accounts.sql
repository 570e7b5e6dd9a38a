SELECT account_id FROM fridge_events WHERE version = 1 AND account_id > $1 ORDER BY account_id LIMIT $2
