INSERT INTO reminders (account_id, version, lead_days, hour, time_zone, email, language, next_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (account_id) DO UPDATE
SET version = $2, lead_days = $3, hour = $4, time_zone = $5, email = $6, language = $7, next_at = $8, open_until = NULL
