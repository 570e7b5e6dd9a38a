-- Brands (tenants), the GS1 prefixes that are theirs, and who acts for them.

CREATE TABLE brands (
    brand_id   uuid        PRIMARY KEY,
    name       text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);

CREATE TABLE brand_prefixes (
    prefix   text COLLATE "C" PRIMARY KEY CHECK (prefix ~ '^[0-9]{4,12}$'),
    brand_id uuid NOT NULL REFERENCES brands
);

COMMENT ON COLUMN brand_prefixes.prefix IS 'GS1 Company Prefix: the first digits of the brand''s GTIN-13.';

CREATE INDEX brand_prefixes_of_brand ON brand_prefixes (brand_id);

-- One brand a user.
CREATE TABLE brand_users (
    subject  text COLLATE "C" PRIMARY KEY CHECK (length(subject) BETWEEN 1 AND 255),
    brand_id uuid        NOT NULL REFERENCES brands,
    added_at timestamptz NOT NULL
);

CREATE INDEX brand_users_of_brand ON brand_users (brand_id);

-- A brand's rows are seen by that brand, and by the operator's commands.
ALTER TABLE brands ENABLE ROW LEVEL SECURITY;
ALTER TABLE brand_prefixes ENABLE ROW LEVEL SECURITY;
ALTER TABLE brand_users ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_brand ON brands FOR SELECT
    USING (brand_id = NULLIF(current_setting('packytrace.brand', true), '')::uuid);
CREATE POLICY own_brand ON brand_prefixes FOR SELECT
    USING (brand_id = NULLIF(current_setting('packytrace.brand', true), '')::uuid);
CREATE POLICY own_brand ON brand_users FOR SELECT
    USING (brand_id = NULLIF(current_setting('packytrace.brand', true), '')::uuid);

CREATE POLICY operator ON brands
    USING (current_setting('packytrace.acts_as', true) = 'operator');
CREATE POLICY operator ON brand_prefixes
    USING (current_setting('packytrace.acts_as', true) = 'operator');
CREATE POLICY operator ON brand_users
    USING (current_setting('packytrace.acts_as', true) = 'operator');

-- Whom a person acts for: the one question that is asked before the brand is known, at sign-in.
CREATE FUNCTION brand_of_subject(who text) RETURNS TABLE (brand_id uuid, name text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT b.brand_id, b.name FROM brand_users u JOIN brands b ON b.brand_id = u.brand_id WHERE u.subject = who
$$;
