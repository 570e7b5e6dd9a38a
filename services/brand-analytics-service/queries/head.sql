SELECT day, hash FROM windows WHERE brand_id = $1 ORDER BY day DESC LIMIT 1
