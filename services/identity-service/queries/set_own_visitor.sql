UPDATE accounts SET own_visitor = $2 WHERE account_id = $1
