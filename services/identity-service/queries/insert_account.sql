INSERT INTO accounts (account_id, subject, registered_at) VALUES ($1, $2, $3)
