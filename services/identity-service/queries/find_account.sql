-- A visitor that was replaced counts with its successor: one browser, one number.
SELECT a.account_id, subject, own_visitor, registered_at,
    m.language AS "mail_language?", m.sent_at AS "mail_sent_at?", m.asked_at AS "mail_asked_at?",
    (SELECT count(*) FROM visitors v
     WHERE v.account_id = a.account_id
       AND NOT EXISTS (SELECT FROM successors s WHERE s.account_id = a.account_id AND s.visitor_id = v.visitor_id)
    ) AS "linked_visitors!"
FROM accounts a
LEFT JOIN verification_mails m ON m.account_id = a.account_id
WHERE a.account_id = $1
