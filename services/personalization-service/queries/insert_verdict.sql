INSERT INTO verdicts (verdict_id, account_id, gtin, level, policy_version, label_version, profile_version, label_as_of,
    batch_id, sealed, computed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
