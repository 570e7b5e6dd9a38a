-- The same event has another name on each day: one of them is it.
WITH undone_now AS (
    SELECT on_day, event_then FROM unnest($1::date[], $2::uuid[]) AS undone (on_day, event_then)
), noted AS (
    INSERT INTO undone (day, event)
    SELECT on_day, event_then FROM undone_now
    WHERE NOT EXISTS (SELECT FROM days WHERE day >= on_day AND closed_at IS NOT NULL)
    ON CONFLICT DO NOTHING
), gone AS (
    DELETE FROM facts USING undone_now WHERE facts.day = on_day AND facts.event = event_then
    RETURNING 1
)
SELECT count(*) AS "gone!" FROM gone
