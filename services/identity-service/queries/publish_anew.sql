UPDATE erasures SET published_at = NULL WHERE erasure_id = $1
