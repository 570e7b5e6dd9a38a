UPDATE erasures SET visitor_ids = $2, published_at = $3, tries = 0 WHERE erasure_id = $1
