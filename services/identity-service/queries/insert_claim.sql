INSERT INTO brand_claims (claim_id, brand_id, prefix, member_organisation, reference, claimed_at)
VALUES ($1, $2, $3, $4, $5, $6)
