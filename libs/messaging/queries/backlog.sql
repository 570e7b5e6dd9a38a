SELECT count(*) AS "events!",
       count(*) FILTER (WHERE o.xid >= pg_snapshot_xmin(pg_current_snapshot())) AS "held_back!",
       coalesce(extract(epoch FROM clock_timestamp() - min(o.recorded_at)), 0)::float8 AS "oldest_seconds!"
FROM outbox AS o, outbox_cursor AS c
WHERE (o.xid, o.id) > (c.xid, c.id)
