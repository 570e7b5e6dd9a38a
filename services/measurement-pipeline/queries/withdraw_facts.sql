-- What was done up to the withdrawal can never count again.
WITH gone AS (
    DELETE FROM facts USING unnest($1::date[], $2::bytea[]) AS person (on_day, who_then)
    WHERE facts.day = on_day AND facts.who = who_then AND facts.at <= $3
    RETURNING 1
)
SELECT count(*) AS "gone!" FROM gone
