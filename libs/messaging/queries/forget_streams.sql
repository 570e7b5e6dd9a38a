SELECT forget_streams($1, $2)::text AS "forgotten"
