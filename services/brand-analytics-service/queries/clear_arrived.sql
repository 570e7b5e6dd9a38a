DELETE FROM arriving WHERE brand_id = $1 AND day = $2
