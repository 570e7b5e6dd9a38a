SELECT c.claim_id, c.brand_id, c.prefix, c.member_organisation, c.reference, c.claimed_at,
    d.proven AS "proven?", d.words AS "words?", d.decided_at AS "decided_at?"
FROM brand_claims c
LEFT JOIN brand_claim_decisions d ON d.claim_id = c.claim_id
WHERE c.brand_id = $1
ORDER BY c.claimed_at, c.claim_id
