-- Nothing when the person asked since $4, or there is no such account.
INSERT INTO verification_mails (account_id, language, due_at, asked_at)
SELECT account_id, $2, $3, $3 FROM accounts WHERE account_id = $1 FOR KEY SHARE
ON CONFLICT (account_id) DO UPDATE SET language = $2, due_at = $3, tries = 0, asked_at = $3
    WHERE verification_mails.asked_at IS NULL OR verification_mails.asked_at <= $4
