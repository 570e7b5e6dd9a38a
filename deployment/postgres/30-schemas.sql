-- Run in database packytrace: who may connect, and what each pair of roles may do in its own schema.
REVOKE ALL ON DATABASE packytrace, keycloak, postgres, template1 FROM PUBLIC;
GRANT CONNECT ON DATABASE keycloak TO keycloak;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

DO $$
DECLARE
    schema_name text;
    owner_role text;
    service_role text;
BEGIN
    FOREACH schema_name IN ARRAY
        ARRAY['passport', 'personalization', 'fridge', 'identity', 'measurement', 'brand_analytics']
    LOOP
        owner_role := schema_name || '_owner';
        service_role := schema_name || '_service';

        -- CREATE lets the owner install trusted extensions into its schema; the migrator needs it as well.
        EXECUTE format('GRANT CONNECT, CREATE ON DATABASE packytrace TO %I', owner_role);
        EXECUTE format('GRANT CONNECT ON DATABASE packytrace TO %I', service_role);

        EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', schema_name, owner_role);
        EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', schema_name);
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', schema_name, service_role);

        EXECUTE format(
            'ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I',
            owner_role, schema_name, service_role);
        EXECUTE format(
            'ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT USAGE, SELECT ON SEQUENCES TO %I',
            owner_role, schema_name, service_role);
        EXECUTE format(
            'ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT EXECUTE ON FUNCTIONS TO %I',
            owner_role, schema_name, service_role);
        -- Functions are executable by everyone unless this is said for the owner as a whole.
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC', owner_role);
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I REVOKE USAGE ON TYPES FROM PUBLIC', owner_role);
        EXECUTE format(
            'ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT USAGE ON TYPES TO %I',
            owner_role, schema_name, service_role);
    END LOOP;
END
$$;
