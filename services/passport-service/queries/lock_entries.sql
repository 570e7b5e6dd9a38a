SELECT gtin, version, label_version, image_source, checked_at,
       product AS "product: Json<Section<Product>>",
       journey AS "journey: Json<Section<Journey>>",
       eco     AS "eco: Json<Section<Eco>>"
FROM catalog_entries
WHERE gtin = ANY($1::text[])
ORDER BY gtin
FOR UPDATE
