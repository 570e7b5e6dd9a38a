INSERT INTO verification_mails (account_id, language, due_at) VALUES ($1, $2, $3)
