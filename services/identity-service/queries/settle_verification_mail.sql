UPDATE verification_mails SET due_at = NULL, sent_at = coalesce($2, sent_at) WHERE account_id = $1
