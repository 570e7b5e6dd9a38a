-- Whether this consumer has had the event, by whatever way.
SELECT EXISTS (SELECT FROM inbox WHERE consumer = $1 AND event_id = $2)
    OR EXISTS (SELECT FROM inbox_positions WHERE consumer = $1 AND topic = $3 AND stream = $4 AND version >= $5) AS "settled!"
