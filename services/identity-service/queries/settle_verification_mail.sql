-- Nothing is owed any more, unless the person asked again while this mail went out: $2 is how long it was claimed.
UPDATE verification_mails
SET due_at = CASE WHEN due_at = $2 THEN NULL ELSE due_at END, sent_at = coalesce($3, sent_at)
WHERE account_id = $1
