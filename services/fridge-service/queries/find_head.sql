-- Where the stream stands, the person's settings, the snapshot of one item, and what happened to the item since: one row an event, at
-- least one.
SELECT head.version AS "head!", s.version AS "folded_to?", s.format AS "format?", s.state::text AS "state?",
    r.version AS "settings?", r.lead_days AS "lead_days?", r.hour AS "hour?", r.time_zone AS "time_zone?", r.email AS "email?",
    r.language AS "language?", e.version AS "version?", e.event_id AS "event_id?", e.event_type AS "event_type?",
    e.recorded_at AS "recorded_at?", e.data AS "data?: Json<Box<RawValue>>"
FROM (SELECT coalesce(max(version), 0) AS version FROM fridge_events WHERE account_id = $1) AS head
LEFT JOIN reminders AS r ON r.account_id = $1
LEFT JOIN item_snapshots AS s ON s.account_id = $1 AND s.item_id = $2
LEFT JOIN fridge_events AS e ON e.account_id = $1 AND e.item_id = $2 AND e.version > coalesce(s.version, 0)
ORDER BY e.version
