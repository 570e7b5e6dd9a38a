SELECT profiles AS "profiles!", verdicts AS "verdicts!" FROM destroy_key($1)
