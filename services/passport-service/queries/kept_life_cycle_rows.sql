SELECT code, record AS "record: Json<Option<LcaRow>>", fetched_at FROM agribalyse WHERE code = ANY($1::text[])
