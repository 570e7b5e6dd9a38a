SELECT xid::text AS "xid!", id FROM outbox_cursor
