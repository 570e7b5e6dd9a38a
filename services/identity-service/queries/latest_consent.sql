SELECT account_id, position, entry_id, purpose, granted, text_version, text_hash, locale, channel, decided_at,
    previous_hash, hash
FROM consent_entries
WHERE account_id = $1 AND purpose = $2
ORDER BY position DESC
LIMIT 1
