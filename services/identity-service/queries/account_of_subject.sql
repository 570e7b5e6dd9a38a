SELECT account_id FROM accounts WHERE subject = $1
