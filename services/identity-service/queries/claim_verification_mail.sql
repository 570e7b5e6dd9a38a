-- The one that waits longest, for whoever asks alone until $2.
UPDATE verification_mails m SET due_at = $2, tries = m.tries + 1
FROM accounts a
WHERE a.account_id = m.account_id AND m.account_id = (
    SELECT account_id FROM verification_mails WHERE due_at <= $1
    ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING m.account_id, a.subject, m.language, m.tries
