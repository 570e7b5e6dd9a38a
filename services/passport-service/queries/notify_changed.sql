SELECT pg_notify('passport_changed', $1)::text AS told
