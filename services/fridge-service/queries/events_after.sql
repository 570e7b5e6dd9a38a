SELECT version, event_id, event_type, recorded_at, data AS "data: Json<Box<RawValue>>" FROM fridge_events
WHERE account_id = $1 AND version > $2
ORDER BY version
LIMIT $3
