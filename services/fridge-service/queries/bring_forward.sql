UPDATE reminders SET next_at = $2 WHERE account_id = $1 AND open_until > $2
