-- Every stream that outbox or inbox know.
SELECT stream AS "stream!" FROM outbox_streams UNION SELECT stream FROM inbox_positions
