CREATE DATABASE packytrace;
CREATE DATABASE keycloak OWNER keycloak;
