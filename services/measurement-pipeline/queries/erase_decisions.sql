WITH gone AS (DELETE FROM decisions WHERE who = ANY ($1) RETURNING 1) SELECT count(*) AS "gone!" FROM gone
