SELECT key_id, wrapped, wrapped_by FROM person_keys WHERE account_id = $1
