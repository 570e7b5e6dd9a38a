INSERT INTO successors (account_id, visitor_id, successor_id) VALUES ($1, $2, $3)
