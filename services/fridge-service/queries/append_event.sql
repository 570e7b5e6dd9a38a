INSERT INTO fridge_events (account_id, version, event_id, item_id, event_type, recorded_at, data)
VALUES ($1, $2, $3, $4, $5, $6, $7)
