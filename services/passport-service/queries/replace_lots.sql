-- A brand's statement names all lots of its product: those that it names no more are gone. Says whether any differs.
WITH stated AS (
    SELECT * FROM unnest($3::text[], $4::text[]) AS lot (lot, steps)
), gone AS (
    DELETE FROM lots WHERE gtin = $1 AND lot NOT IN (SELECT lot FROM stated) RETURNING lot
), kept AS (
    INSERT INTO lots AS l (gtin, lot, brand_id, steps)
    SELECT $1, lot, $2, steps::jsonb FROM stated
    ON CONFLICT (gtin, lot) DO UPDATE SET brand_id = excluded.brand_id, steps = excluded.steps
    WHERE l.steps IS DISTINCT FROM excluded.steps OR l.brand_id IS DISTINCT FROM excluded.brand_id
    RETURNING lot
)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM kept) AS "changed!"
