SELECT key_id, version FROM health_profiles JOIN person_keys USING (account_id) WHERE account_id = $1
