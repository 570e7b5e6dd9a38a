INSERT INTO labels (gtin, version, document, fetched_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (gtin) DO UPDATE SET version = $2, outdated = false, document = $3, fetched_at = $4
WHERE labels.version <= $2
