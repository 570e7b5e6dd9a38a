INSERT INTO product_states AS p (gtin, entry, stream, brand_id, arrived) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (gtin, entry, stream) DO UPDATE SET arrived = least(p.arrived, excluded.arrived)
