SELECT EXISTS (SELECT FROM withdrawals WHERE account_id = $1 AND withdrawn_at >= $2) AS "withdrawn!"
