SELECT day, metric, visitors FROM brand_days WHERE brand_id = $1 AND day BETWEEN $2 AND $3
