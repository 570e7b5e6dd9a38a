SELECT rotate_partitions($1)::text AS rotated
