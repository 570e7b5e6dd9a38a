-- As append.sql, for events of many streams, each stream's in their order. Fewer rows than events: a lock was taken too late.
WITH incoming AS (
    SELECT *, row_number() OVER (PARTITION BY topic, stream ORDER BY place) AS nth
    FROM unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[])
        WITH ORDINALITY
        AS event (topic, stream, event_id, event_type, data_schema, occurred_at, data, traceparent, place)
), counted AS (
    SELECT topic, stream, count(*) AS events FROM incoming GROUP BY topic, stream
), next AS (
    INSERT INTO outbox_streams AS s (topic, stream, version, xid)
    SELECT topic, stream, events, pg_current_xact_id() FROM counted
    ON CONFLICT (topic, stream) DO UPDATE SET version = s.version + excluded.version, xid = excluded.xid
        WHERE s.xid <= excluded.xid
    RETURNING topic, stream, version
), appended AS (
    INSERT INTO outbox (topic, stream, stream_version, event_id, event_type, data_schema, occurred_at, data, traceparent)
    SELECT topic, stream, version - events + nth, event_id, event_type, data_schema, occurred_at, data::json, traceparent
    FROM incoming JOIN counted USING (topic, stream) JOIN next USING (topic, stream)
    ORDER BY place
    RETURNING stream_version
)
SELECT count(*) AS "appended!", pg_notify('packytrace_outbox_' || current_schema(), '')::text AS "woken"
FROM appended
