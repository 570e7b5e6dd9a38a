SELECT count(*) AS "events!",
       coalesce(extract(epoch FROM now() - min(parked_at)), 0)::float8 AS "oldest_seconds!"
FROM inbox_parked
WHERE consumer = $1
