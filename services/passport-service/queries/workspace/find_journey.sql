SELECT version, steps AS "steps: Json<Vec<JourneyStep>>", epcis, updated_at
FROM brand_journeys
WHERE brand_id = $1 AND gtin = $2 AND lot = $3
