SELECT count(*) AS "present!" FROM items WHERE account_id = $1 AND present
