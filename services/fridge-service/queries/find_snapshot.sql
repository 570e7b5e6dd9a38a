SELECT version, format, state FROM snapshots WHERE account_id = $1
