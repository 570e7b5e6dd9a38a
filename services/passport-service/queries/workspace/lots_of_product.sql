SELECT lot FROM brand_journeys WHERE brand_id = $1 AND gtin = $2 AND lot <> '' AND steps <> '[]' ORDER BY lot LIMIT 1000
