SELECT EXISTS (SELECT FROM accounts WHERE account_id = $1) AS "exists!"
