SELECT hash FROM windows WHERE brand_id = $1 AND day = $2
