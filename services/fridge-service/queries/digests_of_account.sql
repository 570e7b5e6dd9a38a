SELECT day, state, claimed_at FROM digests WHERE account_id = $1 ORDER BY day
