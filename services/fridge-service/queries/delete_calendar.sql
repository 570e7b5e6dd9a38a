DELETE FROM calendars WHERE account_id = $1
