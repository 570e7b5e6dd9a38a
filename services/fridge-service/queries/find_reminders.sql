SELECT version, lead_days, hour, time_zone, email, language FROM reminders WHERE account_id = $1
