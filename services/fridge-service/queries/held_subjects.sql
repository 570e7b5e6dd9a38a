-- Accounts and browsers in one order; a browser's id is held by events and keys alone.
SELECT id AS "id!", is_account AS "is_account!" FROM (
    SELECT account_id AS id, true AS is_account FROM fridge_events WHERE version = 1
    UNION SELECT account_id, true FROM items
    UNION SELECT account_id, true FROM reminders
    UNION SELECT account_id, true FROM calendars
    UNION SELECT account_id, true FROM digests
    UNION SELECT account_id, true FROM snapshots
    UNION SELECT account_id, true FROM item_snapshots
    UNION SELECT caller, true FROM idempotency_keys
    UNION SELECT (data ->> 'visitorId')::uuid, false FROM fridge_events
) AS held
WHERE (id, is_account) > ($1::uuid, $2::boolean)
ORDER BY id, is_account
LIMIT $3
