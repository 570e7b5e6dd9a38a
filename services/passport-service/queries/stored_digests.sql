SELECT gtin, digest, as_of FROM source_records WHERE gtin = ANY($1::text[]) AND source = $2
