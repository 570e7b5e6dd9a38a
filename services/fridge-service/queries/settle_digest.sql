UPDATE digests SET state = $3 WHERE account_id = $1 AND day = $2
