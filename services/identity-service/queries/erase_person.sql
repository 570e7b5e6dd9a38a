SELECT erase_person($1, $2)::text AS "erased"
