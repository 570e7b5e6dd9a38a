WITH open AS (
    SELECT day FROM days WHERE day = $1 AND key_check = $2 AND closed_at IS NULL FOR SHARE
), put AS (
    INSERT INTO registrations (day, account, visitor, at)
    SELECT day, $3, $4, $5 FROM open
    ON CONFLICT DO NOTHING
)
SELECT EXISTS (SELECT FROM open) AS "open!",
    pg_advisory_xact_lock_shared(hashtextextended(current_schema() || '/intake', 0))::text AS "waited"
