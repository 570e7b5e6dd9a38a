SELECT brand_id AS "brand_id!" FROM brand_of_subject($1)
