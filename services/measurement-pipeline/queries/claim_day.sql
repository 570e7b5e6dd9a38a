-- Whoever is taking a fact of this day is waited for, and who comes later finds it closed.
INSERT INTO days AS d (day, closed_at) VALUES ($1, $2)
ON CONFLICT (day) DO UPDATE SET closed_at = excluded.closed_at WHERE d.closed_at IS NULL
RETURNING d.key_check
