SELECT account_id, key_id, wrapped, wrapped_by FROM person_keys
WHERE wrapped_by <> $1 AND account_id > $2
ORDER BY account_id
LIMIT $3
