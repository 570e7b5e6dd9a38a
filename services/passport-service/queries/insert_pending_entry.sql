-- Somebody asks about a GTIN for the first time: they are the one who asks the sources.
INSERT INTO catalog_entries (gtin, version, known, product, journey, eco, changed_at, lease_until)
VALUES ($1, 1, false, '{"status": "pending"}', '{"status": "pending"}', '{"status": "pending"}', $2, $3)
ON CONFLICT (gtin) DO NOTHING
