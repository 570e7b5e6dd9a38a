SELECT inbox_maintain($1) AS "dropped!"
