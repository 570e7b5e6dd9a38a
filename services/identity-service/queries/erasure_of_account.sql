SELECT erasure_id FROM erasures WHERE account_id = $1
