UPDATE erasures SET removed_at = $2, tries = 0 WHERE erasure_id = $1
