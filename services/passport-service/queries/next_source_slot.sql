SELECT min(taken_at) AS taken_at FROM source_reads WHERE source = $1 AND slot < $2
