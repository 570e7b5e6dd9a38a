-- In the browser that the registration names, else in those that became the account's on the same day.
SELECT who AS "who!", at AS "at!"
FROM registrations AS r
    CROSS JOIN LATERAL (
        SELECT r.visitor AS who WHERE r.visitor IS NOT NULL
        UNION ALL
        SELECT l.visitor FROM links AS l WHERE r.visitor IS NULL AND l.day = r.day AND l.account = r.account
    ) AS browser
WHERE r.day = $1 AND who BETWEEN $2 AND $3
