-- The entry as merged. Whoever held the lease has done their work, unless a section is still pending.
INSERT INTO catalog_entries AS e (
    gtin, version, label_version, known, name, brand_name, brand_id, quantity, image_url, image_source,
    product, journey, eco, changed_at, checked_at, search_text
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (gtin) DO UPDATE SET
    version = excluded.version, label_version = excluded.label_version, known = excluded.known,
    name = excluded.name, brand_name = excluded.brand_name, brand_id = excluded.brand_id,
    quantity = excluded.quantity, image_url = excluded.image_url, image_source = excluded.image_source,
    product = excluded.product, journey = excluded.journey, eco = excluded.eco,
    changed_at = CASE WHEN e.version = excluded.version THEN e.changed_at ELSE excluded.changed_at END,
    checked_at = excluded.checked_at, search_text = excluded.search_text,
    lease_until = CASE WHEN $17 THEN NULL ELSE e.lease_until END, refresh_due = NULL
