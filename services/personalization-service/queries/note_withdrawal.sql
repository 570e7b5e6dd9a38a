INSERT INTO withdrawals (account_id, withdrawn_at) VALUES ($1, $2)
ON CONFLICT (account_id) DO UPDATE SET withdrawn_at = greatest(withdrawals.withdrawn_at, $2)
