-- What is kept of a picture, and where it may lie.
SELECT i.content_type AS "content_type?", i.body AS "body?", i.fetched_at AS "fetched_at?", i.origin AS "origin?",
       e.image_source AS "image_source?"
FROM (SELECT $1::text AS gtin) AS wanted
LEFT JOIN images AS i ON i.gtin = wanted.gtin
LEFT JOIN catalog_entries AS e ON e.gtin = wanted.gtin
