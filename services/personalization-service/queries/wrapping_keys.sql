SELECT DISTINCT wrapped_by FROM person_keys
