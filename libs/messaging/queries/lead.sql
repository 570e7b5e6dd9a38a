SELECT pg_try_advisory_lock(hashtextextended('packytrace.outbox.' || current_schema(), 0)) AS "leader!"
