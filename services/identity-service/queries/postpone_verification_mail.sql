UPDATE verification_mails SET due_at = $2 WHERE account_id = $1
