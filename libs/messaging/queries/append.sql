-- The stream's next version, the event and the relay's wake-up call in one statement. No row: the lock was taken too late.
WITH next AS (
    INSERT INTO outbox_streams AS s (topic, stream, version, xid)
    VALUES ($1, $2, 1, pg_current_xact_id())
    ON CONFLICT (topic, stream) DO UPDATE SET version = s.version + 1, xid = excluded.xid WHERE s.xid <= excluded.xid
    RETURNING version
), event AS (
    INSERT INTO outbox (topic, stream, stream_version, event_id, event_type, data_schema, occurred_at, data, traceparent)
    SELECT $1, $2, version, $3, $4, $5, $6, $7::text::json, $8 FROM next
    RETURNING stream_version
)
SELECT stream_version AS "version!", pg_notify('packytrace_outbox_' || current_schema(), '')::text AS "woken"
FROM event
