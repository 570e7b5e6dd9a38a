INSERT INTO agribalyse (code, record, fetched_at)
SELECT code, record::jsonb, $3 FROM unnest($1::text[], $2::text[]) AS rows (code, record)
ON CONFLICT (code) DO UPDATE SET record = excluded.record, fetched_at = excluded.fetched_at
WHERE agribalyse.record <> excluded.record
