DELETE FROM exports WHERE requested_at < $1
