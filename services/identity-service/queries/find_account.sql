-- A visitor that was replaced counts with its successor: one browser, one number.
SELECT account_id, subject, own_visitor, registered_at,
    (SELECT count(*) FROM visitors v
     WHERE v.account_id = a.account_id
       AND NOT EXISTS (SELECT FROM successors s WHERE s.account_id = a.account_id AND s.visitor_id = v.visitor_id)
    ) AS "linked_visitors!"
FROM accounts a
WHERE account_id = $1
