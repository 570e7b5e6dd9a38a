SELECT p.version, p.published_version, p.statement AS "statement: Json<Statement>", p.completeness,
       p.faults AS "faults: Json<Vec<Fault>>", p.updated_at,
       (SELECT count(*) FROM reports AS r
        WHERE r.brand_id = $1 AND r.gtin = $2
          AND NOT EXISTS (SELECT FROM report_answers AS a WHERE a.brand_id = $1 AND a.report_id = r.report_id)) AS "open_reports!"
FROM brand_products AS p
WHERE p.brand_id = $1 AND p.gtin = $2
