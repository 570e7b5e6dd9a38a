-- The stream waits before this version; a copy of it that was parked is one no more.
WITH unparked AS (
    DELETE FROM inbox_parked WHERE consumer = $1 AND topic = $2 AND stream = $3 AND stream_version = $4
)
INSERT INTO inbox_positions (consumer, topic, stream, version) VALUES ($1, $2, $3, $4 - 1)
ON CONFLICT DO NOTHING
