WITH gone AS (
    DELETE FROM marks USING unnest($1::uuid[], $2::bytea[]) AS forgotten (of_brand, their_mark)
    WHERE marks.brand_id = of_brand AND marks.mark = their_mark
    RETURNING 1
)
SELECT count(*) AS "gone!" FROM gone
