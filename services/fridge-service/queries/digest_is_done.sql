SELECT EXISTS (SELECT FROM digests WHERE account_id = $1 AND day = $2 AND state <> 'refused') AS "done!"
