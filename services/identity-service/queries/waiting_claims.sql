SELECT c.claim_id, c.brand_id, c.prefix, c.member_organisation, c.reference, c.claimed_at, b.name
FROM brand_claims c
JOIN brands b ON b.brand_id = c.brand_id
WHERE NOT EXISTS (SELECT FROM brand_claim_decisions d WHERE d.claim_id = c.claim_id)
ORDER BY c.claimed_at, c.claim_id
