-- An owner and a service role for each schema. Roles belong to the whole server.
DO $$
DECLARE
    schema_name text;
    role_name text;
BEGIN
    FOREACH schema_name IN ARRAY
        ARRAY['passport', 'personalization', 'fridge', 'identity', 'measurement', 'brand_analytics']
    LOOP
        FOREACH role_name IN ARRAY ARRAY[schema_name || '_owner', schema_name || '_service']
        LOOP
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
                EXECUTE format('CREATE ROLE %I', role_name);
            END IF;
            EXECUTE format(
                'ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS',
                role_name);
            EXECUTE format('ALTER ROLE %I SET search_path = %I', role_name, schema_name);
            EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''15s''', role_name);
        END LOOP;

        -- Long transactions hold back the outbox horizon of every schema, so they end here.
        role_name := schema_name || '_service';
        EXECUTE format('ALTER ROLE %I SET statement_timeout = ''15s''', role_name);
        EXECUTE format('ALTER ROLE %I SET lock_timeout = ''10s''', role_name);
        -- transaction_timeout came with PostgreSQL 17.
        IF current_setting('server_version_num')::int >= 170000 THEN
            EXECUTE format('ALTER ROLE %I SET transaction_timeout = ''60s''', role_name);
        END IF;

        -- A migration waits for a lock only briefly, so that it never queues the whole service behind itself.
        EXECUTE format('ALTER ROLE %I SET lock_timeout = ''10s''', schema_name || '_owner');
    END LOOP;

    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'keycloak') THEN
        CREATE ROLE keycloak;
    END IF;
    ALTER ROLE keycloak LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
END
$$;

-- Passwords come with the session: packytrace.password_<role>.
DO $$
DECLARE
    role_name text;
    password text;
BEGIN
    FOR role_name IN
        SELECT rolname FROM pg_roles
        WHERE rolname = 'keycloak' OR rolname ~ '_(owner|service)$'
    LOOP
        password := current_setting('packytrace.password_' || role_name, true);
        IF password <> '' THEN
            EXECUTE format('ALTER ROLE %I PASSWORD %L', role_name, password);
        END IF;
    END LOOP;
END
$$;
