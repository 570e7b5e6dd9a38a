SELECT DISTINCT ON (gtin) gtin, entry, stream, brand_id, arrived
FROM product_states WHERE arrived < $1
ORDER BY gtin, entry DESC, stream DESC
