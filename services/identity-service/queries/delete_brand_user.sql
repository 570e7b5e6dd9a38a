DELETE FROM brand_users WHERE subject = $1 AND brand_id = $2
