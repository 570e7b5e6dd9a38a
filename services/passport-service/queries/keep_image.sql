-- A brand's own picture never gives way to the community's.
INSERT INTO images AS i (gtin, origin, content_type, body, fetched_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (gtin) DO UPDATE SET
    origin = excluded.origin, content_type = excluded.content_type, body = excluded.body,
    fetched_at = excluded.fetched_at
WHERE i.origin <> 'brand' OR excluded.origin = 'brand'
