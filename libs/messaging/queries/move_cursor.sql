UPDATE outbox_cursor SET xid = $1::text::xid8, id = $2, moved_at = now() WHERE (xid, id) < ($1::text::xid8, $2)
