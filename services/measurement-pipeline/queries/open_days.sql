SELECT day, key_check AS "key_check!" FROM days WHERE closed_at IS NULL AND key_check IS NOT NULL ORDER BY day
