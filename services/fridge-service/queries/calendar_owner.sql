SELECT account_id FROM calendars WHERE token_hash = $1
