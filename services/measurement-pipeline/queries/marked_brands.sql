-- Each brand once, from index entry to index entry.
WITH RECURSIVE brand AS (
    (SELECT brand_id FROM marks ORDER BY brand_id LIMIT 1)
    UNION ALL
    SELECT (SELECT m.brand_id FROM marks AS m WHERE m.brand_id > brand.brand_id ORDER BY m.brand_id LIMIT 1)
    FROM brand WHERE brand.brand_id IS NOT NULL
)
SELECT brand_id AS "brand_id!" FROM brand WHERE brand_id IS NOT NULL
