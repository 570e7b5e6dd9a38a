-- Answers what the catalog calls them.
WITH kept AS (
    INSERT INTO items (account_id, item_id, present, gtin, added_at, state, added, used, thrown_away, given_away, remaining,
        unaccounted, undo_action, undo_until)
    SELECT $1, * FROM unnest($2::uuid[], $3::boolean[], $4::text[], $5::timestamptz[], $6::text[]::json[], $7::bigint[], $8::bigint[],
        $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::text[], $14::timestamptz[])
    ON CONFLICT (account_id, item_id) DO UPDATE SET
        present = excluded.present,
        gtin = excluded.gtin,
        added_at = excluded.added_at,
        state = excluded.state,
        added = excluded.added,
        used = excluded.used,
        thrown_away = excluded.thrown_away,
        given_away = excluded.given_away,
        remaining = excluded.remaining,
        unaccounted = excluded.unaccounted,
        undo_action = excluded.undo_action,
        undo_until = excluded.undo_until
    RETURNING gtin
)
SELECT name AS "name?", image_url AS "image_url?" FROM kept LEFT JOIN products USING (gtin)
