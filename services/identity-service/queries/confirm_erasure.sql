-- A confirmation also wakes whoever carries the erasure on.
WITH known AS (
    UPDATE erasures SET due_at = least(due_at, $4) WHERE erasure_id = $1 AND completed_at IS NULL RETURNING erasure_id
)
INSERT INTO erasure_confirmations (erasure_id, service, confirmed_at) SELECT erasure_id, $2, $3 FROM known
ON CONFLICT DO NOTHING
