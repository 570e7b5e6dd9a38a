SELECT max(day) AS "day?" FROM windows WHERE brand_id = $1 AND shown
