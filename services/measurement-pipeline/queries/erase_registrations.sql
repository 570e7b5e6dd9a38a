WITH person AS (
    SELECT on_day, who_then FROM unnest($1::date[], $2::bytea[]) AS person (on_day, who_then)
), registered AS (
    DELETE FROM registrations AS r USING person
    WHERE r.day = on_day AND (r.account = who_then OR r.visitor = who_then)
    RETURNING 1
), linked AS (
    DELETE FROM links AS l USING person
    WHERE l.day = on_day AND (l.account = who_then OR l.visitor = who_then)
    RETURNING 1
)
SELECT (SELECT count(*) FROM registered) + (SELECT count(*) FROM linked) AS "gone!"
