-- The one that waits longest, for whoever asks alone until $2. What changes meanwhile brings them forward.
UPDATE reminders AS r SET next_at = $2, open_until = $2
FROM (
    SELECT account_id, next_at AS since FROM reminders WHERE email AND next_at <= $1
    ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED
) AS due
WHERE r.account_id = due.account_id
RETURNING r.account_id, due.since, r.next_at AS lease, r.version, r.lead_days, r.hour, r.time_zone, r.email, r.language
