SELECT lot, version, steps AS "steps: Json<Vec<JourneyStep>>", updated_at
FROM brand_journeys
WHERE brand_id = $1 AND gtin = $2
ORDER BY lot
