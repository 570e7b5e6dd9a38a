SELECT count(*) AS "in_progress!", count(*) FILTER (WHERE requested_at < $2) AS "overdue!",
       coalesce(extract(epoch FROM $1::timestamptz - min(requested_at)), 0)::float8 AS "oldest_seconds!"
FROM erasures WHERE completed_at IS NULL
