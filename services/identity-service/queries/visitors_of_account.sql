SELECT visitor_id FROM visitors WHERE account_id = $1 ORDER BY visitor_id
