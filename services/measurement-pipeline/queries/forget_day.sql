SELECT forget_day($1)::text AS "forgotten"
