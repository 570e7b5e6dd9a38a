-- Days close without a gap from the first of which there is something.
SELECT coalesce((SELECT max(day) + 1 FROM days WHERE closed_at IS NOT NULL), (SELECT min(day) FROM days)) AS day
