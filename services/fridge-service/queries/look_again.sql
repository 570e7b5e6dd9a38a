UPDATE reminders SET next_at = $3, open_until = $4 WHERE account_id = $1 AND next_at = $2
