SELECT u.subject, u.added_at, a.account_id AS "account_id?"
FROM brand_users u
LEFT JOIN accounts a ON a.subject = u.subject
WHERE u.brand_id = $1
ORDER BY u.added_at, u.subject
