WITH met AS (
    INSERT INTO visitors (visitor_id, first_seen) VALUES ($2, $15)
    ON CONFLICT (visitor_id) DO NOTHING
    RETURNING visitor_id
), stored AS (
    INSERT INTO scans (
        scan_id, visitor_id, account_id, gtin, lot, serial, expiry, expiry_kind, raw, entry, region,
        cached, started_at, told, scanned_at, objected
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
)
SELECT EXISTS (SELECT FROM met) AS "new_visitor!",
       (SELECT brand_id FROM catalog_entries WHERE gtin = $4) AS brand_id
