-- As append.sql, for one event each of many streams. Fewer rows than events: a lock was taken too late.
WITH incoming AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[])
        AS event (topic, stream, event_id, event_type, data_schema, occurred_at, data, traceparent)
), next AS (
    INSERT INTO outbox_streams AS s (topic, stream, version, xid)
    SELECT topic, stream, 1, pg_current_xact_id() FROM incoming
    ON CONFLICT (topic, stream) DO UPDATE SET version = s.version + 1, xid = excluded.xid WHERE s.xid <= excluded.xid
    RETURNING topic, stream, version
), appended AS (
    INSERT INTO outbox (topic, stream, stream_version, event_id, event_type, data_schema, occurred_at, data, traceparent)
    SELECT topic, stream, version, event_id, event_type, data_schema, occurred_at, data::json, traceparent
    FROM incoming JOIN next USING (topic, stream)
    RETURNING stream_version
)
SELECT count(*) AS "appended!", pg_notify('packytrace_outbox_' || current_schema(), '')::text AS "woken"
FROM appended
