INSERT INTO erasures (erasure_id, visitor_ids, requested_at, due_at) VALUES ($1, ARRAY[$2::uuid], $3, $3)
ON CONFLICT ((visitor_ids[1])) WHERE account_id IS NULL AND completed_at IS NULL DO NOTHING
