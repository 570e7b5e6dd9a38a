-- Moves the stream's position and hands out the parked event that comes next, if it is there.
WITH moved AS (
    INSERT INTO inbox_positions AS p (consumer, topic, stream, version) VALUES ($1, $2, $3, $4)
    ON CONFLICT (consumer, topic, stream) DO UPDATE SET version = greatest(p.version, excluded.version)
    RETURNING version
)
DELETE FROM inbox_parked AS parked USING moved
WHERE parked.consumer = $1 AND parked.topic = $2 AND parked.stream = $3 AND parked.stream_version = moved.version + 1
RETURNING parked.record_partition, parked.record_offset, parked.record_key, parked.payload, parked.traceparent
