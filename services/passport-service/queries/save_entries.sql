-- As save_entry.sql, for many.
INSERT INTO catalog_entries AS e (
    gtin, version, label_version, known, name, brand_name, brand_id, quantity, image_url, image_source,
    product, journey, eco, changed_at, checked_at, search_text
)
SELECT gtin, version, label_version, true, name, brand_name, brand_id, quantity, image_url, image_source,
       product::jsonb, journey::jsonb, eco::jsonb, $1, $1, search_text
FROM unnest(
    $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::text[], $13::text[], $14::text[]
) AS entry (
    gtin, version, label_version, name, brand_name, brand_id, quantity, image_url, image_source,
    product, journey, eco, search_text
)
ON CONFLICT (gtin) DO UPDATE SET
    version = excluded.version, label_version = excluded.label_version, known = true,
    name = excluded.name, brand_name = excluded.brand_name, brand_id = excluded.brand_id,
    quantity = excluded.quantity, image_url = excluded.image_url, image_source = excluded.image_source,
    product = excluded.product, journey = excluded.journey, eco = excluded.eco,
    changed_at = CASE WHEN e.version = excluded.version THEN e.changed_at ELSE excluded.changed_at END,
    checked_at = excluded.checked_at, search_text = excluded.search_text,
    lease_until = NULL, refresh_due = NULL
