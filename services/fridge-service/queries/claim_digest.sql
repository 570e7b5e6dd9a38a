INSERT INTO digests (account_id, day, state, tries, claimed_at) VALUES ($1, $2, 'sending', 1, $3)
ON CONFLICT (account_id, day) DO UPDATE SET state = 'sending', tries = digests.tries + 1, claimed_at = $3
WHERE digests.state = 'refused'
RETURNING tries
