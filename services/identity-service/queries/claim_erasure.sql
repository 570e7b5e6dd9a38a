-- The one that waits longest, for whoever asks alone until $2.
UPDATE erasures SET due_at = $2
WHERE erasure_id = (
    SELECT erasure_id FROM erasures WHERE completed_at IS NULL AND due_at <= $1
    ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING erasure_id
