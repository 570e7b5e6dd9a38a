-- A visitor belongs to at most one account, for good: the first word stands.
INSERT INTO visitor_links (visitor_id, account_id, linked_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
