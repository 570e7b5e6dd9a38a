INSERT INTO brand_claim_decisions (claim_id, brand_id, proven, words, decided_by, decided_at)
VALUES ($1, $2, $3, $4, $5, $6)
