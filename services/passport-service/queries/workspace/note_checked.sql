WITH checked AS (
    UPDATE brand_imports SET checked = true, rows = $3
    WHERE brand_id = $1 AND import_id = $2 AND NOT checked AND status = 'running'
    RETURNING import_id
)
INSERT INTO brand_import_refusals (import_id, brand_id, line, ordinal, "column", detail)
SELECT checked.import_id, $1, refused.line, refused.ordinal, refused."column", refused.detail
FROM checked, unnest($4::bigint[], $5::text[], $6::text[]) WITH ORDINALITY AS refused (line, "column", detail, ordinal)
