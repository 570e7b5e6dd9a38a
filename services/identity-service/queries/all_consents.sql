SELECT e.account_id, e.position, e.entry_id, e.purpose, e.granted, e.text_version, e.text_hash, e.locale, e.channel,
    e.decided_at, e.previous_hash, e.hash, h.position AS "head_position?", h.hash AS "head_hash?"
FROM consent_entries e
LEFT JOIN consent_heads h ON h.account_id = e.account_id
WHERE (e.account_id, e.position) > ($1, $2)
ORDER BY e.account_id, e.position
LIMIT $3
