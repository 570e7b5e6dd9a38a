INSERT INTO consent_entries (account_id, position, entry_id, purpose, granted, text_version, text_hash, locale, channel,
    decided_at, previous_hash, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
