SELECT max(day) AS day FROM days WHERE closed_at IS NOT NULL
