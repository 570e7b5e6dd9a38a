SELECT record AS "record: Json<SourceRecord>" FROM source_records WHERE gtin = $1 ORDER BY source
