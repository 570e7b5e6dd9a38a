SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/intake', 0))::text AS "waited"
