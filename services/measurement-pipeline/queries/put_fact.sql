-- A fact is taken while its day is open under this key; who closes the day waits for it. An erasure waits for whoever takes facts.
WITH open AS (
    SELECT day FROM days WHERE day = $1 AND key_check = $2 AND closed_at IS NULL FOR SHARE
), put AS (
    INSERT INTO facts (day, who, event, sealed, at, gtin, region, kind)
    SELECT day, $3, $4, $5, $6, $7, $8, $9 FROM open
    WHERE NOT EXISTS (SELECT FROM undone WHERE undone.day = $1 AND undone.event = $4)
    ON CONFLICT DO NOTHING
)
SELECT EXISTS (SELECT FROM open) AS "open!",
    pg_advisory_xact_lock_shared(hashtextextended(current_schema() || '/intake', 0))::text AS "waited"
