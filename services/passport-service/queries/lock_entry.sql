SELECT version, label_version, image_source, checked_at, lease_until,
       product AS "product: Json<Section<Product>>",
       journey AS "journey: Json<Section<Journey>>",
       eco     AS "eco: Json<Section<Eco>>"
FROM catalog_entries
WHERE gtin = $1
FOR UPDATE
