-- A slot that nobody took within the last minute; `$4` slots are left to persons.
UPDATE source_reads SET taken_at = $2
WHERE source = $1 AND slot = (
    SELECT slot FROM source_reads
    WHERE source = $1 AND slot >= $4 AND slot < $5 AND taken_at <= $3
    ORDER BY slot DESC
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)
