SELECT k.key_id, k.wrapped, k.wrapped_by, p.version, p.sealed, p.written_at
FROM health_profiles AS p JOIN person_keys AS k USING (account_id)
WHERE account_id = $1
