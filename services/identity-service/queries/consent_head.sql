SELECT position, hash FROM consent_heads WHERE account_id = $1
