SELECT gtin, record AS "record: Json<SourceRecord>"
FROM source_records
WHERE gtin = ANY($1::text[]) AND source <> $2
