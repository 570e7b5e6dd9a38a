SELECT count(*) AS "count!" FROM fridge_events WHERE version = 1
