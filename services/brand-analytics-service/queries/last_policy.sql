SELECT policy AS "policy!", k AS "k!" FROM windows WHERE brand_id = $1 AND shown AND policy IS NOT NULL ORDER BY day DESC LIMIT 1
