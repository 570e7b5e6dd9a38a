SELECT made_at FROM calendars WHERE account_id = $1
