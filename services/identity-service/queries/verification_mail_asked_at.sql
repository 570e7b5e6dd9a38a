SELECT asked_at FROM verification_mails WHERE account_id = $1
