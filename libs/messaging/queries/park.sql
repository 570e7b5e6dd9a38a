INSERT INTO inbox_parked (consumer, topic, stream, stream_version, record_partition, record_offset, record_key, payload, traceparent)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT DO NOTHING
