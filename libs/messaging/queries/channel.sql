SELECT 'packytrace_outbox_' || current_schema() AS "channel!"
