SELECT day, policy, k FROM windows WHERE brand_id = $1 AND day BETWEEN $2 AND $3 AND shown ORDER BY day
