WITH registered AS (DELETE FROM registrations RETURNING 1), linked AS (DELETE FROM links RETURNING 1)
SELECT (SELECT count(*) FROM registered) + (SELECT count(*) FROM linked) AS "gone!"
