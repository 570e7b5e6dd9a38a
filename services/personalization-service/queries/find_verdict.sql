SELECT verdict_id, gtin, level, policy_version, label_version, profile_version, label_as_of, sealed, computed_at
FROM verdicts
WHERE account_id = $1 AND verdict_id = $2
