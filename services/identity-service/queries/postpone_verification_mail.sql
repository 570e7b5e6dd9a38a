-- Whoever asked again meanwhile does not wait: $2 is how long the mail was claimed.
UPDATE verification_mails SET due_at = $3 WHERE account_id = $1 AND due_at = $2
