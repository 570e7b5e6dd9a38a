-- Sorted, so that two commands over the same streams never wait for each other in a ring.
SELECT count(pg_advisory_xact_lock(key)) AS "locked!", pg_current_xact_id_if_assigned() IS NULL AS "first!"
FROM (
    SELECT DISTINCT hashtextextended(current_schema() || '/' || stream, 0) AS key
    FROM unnest($1::text[]) AS stream
    ORDER BY key
) AS keys
