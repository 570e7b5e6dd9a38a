-- And what changes within the hour of a digest that had nothing to tell is looked at again.
WITH forward AS (UPDATE reminders SET next_at = $6 WHERE account_id = $1 AND open_until > $6)
INSERT INTO fridge_events (account_id, version, event_id, item_id, event_type, recorded_at, data)
VALUES ($1, $2, $3, $4, $5, $6, $7::text::json)
