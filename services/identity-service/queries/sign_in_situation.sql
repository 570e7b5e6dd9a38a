-- All that decides over a sign-in, in one look.
SELECT a.account_id AS "account_id?", a.own_visitor, v.account_id AS "owner?", s.successor_id AS "successor?",
    b.brand_id AS "brand_id?", b.name AS "brand_name?"
FROM (SELECT 1) AS one
LEFT JOIN accounts a ON a.subject = $1
LEFT JOIN visitors v ON v.visitor_id = $2
LEFT JOIN successors s ON s.account_id = a.account_id AND s.visitor_id = $2
LEFT JOIN brand_of_subject($1) b ON true
