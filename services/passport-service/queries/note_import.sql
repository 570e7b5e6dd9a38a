-- Together with the batch that it speaks of, or after it: a line read twice changes nothing.
INSERT INTO imports (kind, file_hash, line, finished, updated_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (kind, file_hash) DO UPDATE SET
    line = excluded.line, finished = excluded.finished, updated_at = excluded.updated_at
