-- A brand claims a further GS1 Company Prefix; it is proven once the operator has looked it up at GS1. No person stands here but
-- whoever decided for the operator.

CREATE TABLE brand_claims (
    claim_id            uuid PRIMARY KEY,
    brand_id            uuid NOT NULL REFERENCES brands,
    prefix              text COLLATE "C" NOT NULL CHECK (prefix ~ '^[0-9]{4,12}$'),
    member_organisation text NOT NULL CHECK (length(member_organisation) BETWEEN 1 AND 100),
    reference           text NOT NULL CHECK (length(reference) BETWEEN 1 AND 100),
    claimed_at          timestamptz NOT NULL
);

COMMENT ON TABLE brand_claims IS 'What brands have claimed. Gives no right over any GTIN: only brand_prefixes does.';
COMMENT ON COLUMN brand_claims.member_organisation IS 'Which GS1 member organisation licenses the prefix, in the brand''s words.';
COMMENT ON COLUMN brand_claims.reference IS 'The licence''s number there.';

CREATE INDEX brand_claims_of_brand ON brand_claims (brand_id, claimed_at);

-- What was decided stays as it was decided. A claim without a row here waits.
CREATE TABLE brand_claim_decisions (
    claim_id   uuid PRIMARY KEY REFERENCES brand_claims,
    brand_id   uuid NOT NULL REFERENCES brands,
    proven     boolean NOT NULL,
    words      text NOT NULL CHECK (length(words) BETWEEN 1 AND 500),
    decided_by text NOT NULL CHECK (length(decided_by) BETWEEN 1 AND 100),
    decided_at timestamptz NOT NULL
);

COMMENT ON COLUMN brand_claim_decisions.words IS 'The evidence when it is proven, else the reason.';
COMMENT ON COLUMN brand_claim_decisions.decided_by IS 'Who decided for the operator.';

-- How each prefix of a brand came to be its own.
ALTER TABLE brand_prefixes
    ADD COLUMN proven_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN evidence  text NOT NULL DEFAULT 'Stated by the operator.' CHECK (length(evidence) BETWEEN 1 AND 500);

UPDATE brand_prefixes AS p SET proven_at = b.created_at FROM brands AS b WHERE b.brand_id = p.brand_id;

ALTER TABLE brand_claims ENABLE ROW LEVEL SECURITY;
ALTER TABLE brand_claim_decisions ENABLE ROW LEVEL SECURITY;

-- A brand claims for itself, sees its own, and decides nothing. What is decided is referred to and cannot be taken back.
CREATE POLICY own_brand ON brand_claims
    USING (brand_id = NULLIF(current_setting('packytrace.brand', true), '')::uuid);
CREATE POLICY own_brand ON brand_claim_decisions FOR SELECT
    USING (brand_id = NULLIF(current_setting('packytrace.brand', true), '')::uuid);

CREATE POLICY operator ON brand_claims
    USING (current_setting('packytrace.acts_as', true) = 'operator');
CREATE POLICY operator ON brand_claim_decisions
    USING (current_setting('packytrace.acts_as', true) = 'operator');

DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON brand_claims, brand_claim_decisions FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT, DELETE ON brand_claims TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT ON brand_claim_decisions TO %I', service);
    END IF;
END $$;
