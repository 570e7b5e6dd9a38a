SELECT erasure_id FROM erasures WHERE account_id IS NULL AND completed_at IS NULL AND visitor_ids[1] = $1
