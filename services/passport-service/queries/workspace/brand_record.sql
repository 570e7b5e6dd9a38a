SELECT record AS "record: Json<SourceRecord>" FROM source_records WHERE gtin = $2 AND source = 'brand' AND brand_id = $1
