SELECT kind, sum(line)::bigint AS "lines!" FROM imports GROUP BY kind
