SELECT outbox_maintain($1) AS "dropped!"
