-- A visitor that belongs to an account already stays there: no row.
INSERT INTO visitors AS v (visitor_id, account_id, linked_at, first_seen)
VALUES ($1, $2, $3, $3)
ON CONFLICT (visitor_id) DO UPDATE SET account_id = excluded.account_id, linked_at = excluded.linked_at
    WHERE v.account_id IS NULL
RETURNING measurement_objected, region
