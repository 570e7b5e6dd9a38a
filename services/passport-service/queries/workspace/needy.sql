-- Errors first, then open reports, then what is least complete.
SELECT p.gtin, p.name, p.statement AS "statement: Json<Statement>", p.faults AS "faults: Json<Vec<Fault>>",
       open.reports AS "open_reports!",
       ARRAY(SELECT r.record FROM source_records AS r WHERE r.gtin = p.gtin AND r.source <> 'brand')
           AS "others!: Vec<Json<SourceRecord>>"
FROM brand_products AS p
CROSS JOIN LATERAL (
    SELECT count(*) AS reports FROM reports AS r
    WHERE r.brand_id = $1 AND r.gtin = p.gtin
      AND NOT EXISTS (SELECT FROM report_answers AS a WHERE a.brand_id = $1 AND a.report_id = r.report_id)
) AS open
WHERE p.brand_id = $1
ORDER BY (p.faults @> '[{"severity": "error"}]') DESC, open.reports DESC, p.completeness, p.gtin
LIMIT $2
