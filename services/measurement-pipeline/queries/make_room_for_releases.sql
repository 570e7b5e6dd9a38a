SELECT make_room_for_releases($1)::text AS "made"
