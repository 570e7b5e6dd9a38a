SELECT m.brand_id, m.mark FROM marks AS m
    JOIN unnest($1::uuid[], $2::bytea[]) AS asked (brand_id, mark) ON m.brand_id = asked.brand_id AND m.mark = asked.mark
