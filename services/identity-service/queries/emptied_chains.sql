SELECT account_id FROM consent_heads h
WHERE NOT EXISTS (SELECT FROM consent_entries e WHERE e.account_id = h.account_id)
ORDER BY account_id
