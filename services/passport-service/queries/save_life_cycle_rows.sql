-- A JSON null says that the table's keeper has no such food. Heard again counts as heard now; told is what is news.
WITH heard AS (
    SELECT DISTINCT ON (code) code, record::jsonb FROM unnest($1::text[], $2::text[]) AS heard (code, record)
), kept AS (
    INSERT INTO agribalyse (code, record, fetched_at)
    SELECT code, record, $3 FROM heard
    ON CONFLICT (code) DO UPDATE SET record = excluded.record, fetched_at = excluded.fetched_at
)
SELECT count(*) AS "news!"
FROM heard LEFT JOIN agribalyse AS before USING (code)
WHERE before.record IS DISTINCT FROM heard.record
