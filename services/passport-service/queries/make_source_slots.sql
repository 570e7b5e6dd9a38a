INSERT INTO source_reads (source, slot, taken_at)
SELECT $1, slot, 'epoch' FROM generate_series(0, $2 - 1) AS slot
ON CONFLICT DO NOTHING
