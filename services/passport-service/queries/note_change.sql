-- For the brand whose product it is.
INSERT INTO product_changes (brand_id, gtin, version, label_version, changed_at, changes)
VALUES ($1, $2, $3, $4, $5, $6)
