SELECT verdict_id, gtin, level, policy_version, label_version, profile_version, label_as_of, sealed, computed_at
FROM verdicts
WHERE account_id = $1 AND batch_id = $2
ORDER BY verdict_id
