-- The first time this request comes there is a row, and whenever another one asks for the same erasure again.
INSERT INTO confirmed_erasures AS e (erasure_id, request_id, confirmed_at) VALUES ($1, $2, $3)
ON CONFLICT (erasure_id) DO UPDATE SET request_id = excluded.request_id, confirmed_at = excluded.confirmed_at
WHERE e.request_id <> excluded.request_id
RETURNING true AS "asked!"
