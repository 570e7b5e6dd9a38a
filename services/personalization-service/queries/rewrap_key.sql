UPDATE person_keys SET wrapped = $3, wrapped_by = $4 WHERE account_id = $1 AND key_id = $2
