-- Takes the event for handling, unless its version was had before or comes before its turn ($6: versions may jump).
-- The inbox names no stream: its rows outlive the erasure of whom the stream is about.
WITH position AS (
    SELECT version FROM inbox_positions WHERE consumer = $1 AND topic = $2 AND stream = $3 FOR UPDATE
), fresh AS (
    INSERT INTO inbox (consumer, topic, stream, event_id, stream_version)
    SELECT $1, $2, '', $4, $5
    WHERE NOT EXISTS (SELECT FROM position WHERE $5 <= version OR ($5 > version + 1 AND NOT $6))
    ON CONFLICT DO NOTHING
    RETURNING true
)
SELECT (SELECT version FROM position) AS "last", EXISTS (SELECT FROM fresh) AS "fresh!"
