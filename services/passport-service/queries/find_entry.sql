SELECT e.version, e.label_version, e.image_source, e.checked_at,
       e.product AS "product: Json<Section<Product>>",
       e.journey AS "journey: Json<Section<Journey>>",
       e.eco     AS "eco: Json<Section<Eco>>",
       l.steps   AS "lot_steps?: Json<Vec<JourneyStep>>"
FROM catalog_entries AS e
LEFT JOIN lots AS l ON l.gtin = e.gtin AND l.lot = $2
WHERE e.gtin = $1
