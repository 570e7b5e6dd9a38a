SELECT EXISTS (SELECT FROM days WHERE day >= $1 AND closed_at IS NOT NULL) AS "closed!"
