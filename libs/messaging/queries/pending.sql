-- Behind the cursor and below the horizon: no transaction that is still running can add anything before these rows.
SELECT xid::text AS "xid!", id, topic, stream, stream_version, event_id, event_type, data_schema,
       occurred_at AS "occurred_at: jiff_sqlx::Timestamp", data::text AS "data!", traceparent
FROM outbox
WHERE (xid, id) > ($1::text::xid8, $2) AND xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY xid, id
LIMIT $3
