SELECT profiles AS "profiles!", verdicts AS "verdicts!" FROM erase_person($1, $2)
