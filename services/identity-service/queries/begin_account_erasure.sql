-- No row when there is no such account, or when its erasure is on its way already.
INSERT INTO erasures (erasure_id, account_id, subject, requested_at, due_at)
SELECT $1, account_id, subject, $3, $3 FROM accounts WHERE account_id = $2
ON CONFLICT (account_id) WHERE account_id IS NOT NULL DO NOTHING
