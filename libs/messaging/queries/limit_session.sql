SELECT set_config(name, value, false)
FROM (VALUES ('idle_in_transaction_session_timeout', '15s'), ('statement_timeout', '10s'), ('lock_timeout', '5s'),
             ('transaction_timeout', '30s')) AS wanted (name, value)
WHERE current_setting(name, true) IS NOT NULL
