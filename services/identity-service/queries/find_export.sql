SELECT EXISTS (SELECT FROM exports WHERE export_id = $1 AND account_id = $2 AND requested_at > $3) AS "there!"
