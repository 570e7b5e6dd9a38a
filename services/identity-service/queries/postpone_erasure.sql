UPDATE erasures SET due_at = $2, tries = tries + $3 WHERE erasure_id = $1
