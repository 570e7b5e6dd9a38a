SELECT account_id AS "account_id!" FROM (
    SELECT account_id FROM person_keys
    UNION SELECT account_id FROM decrypt_audit
    UNION SELECT account_id FROM withdrawals
    UNION SELECT caller FROM idempotency_keys
) AS held
WHERE account_id > $1
ORDER BY account_id
LIMIT $2
