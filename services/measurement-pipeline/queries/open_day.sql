-- Days close in their order: none opens behind one that has closed.
INSERT INTO days (day, key_check)
SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM days WHERE day >= $1 AND closed_at IS NOT NULL)
ON CONFLICT DO NOTHING
