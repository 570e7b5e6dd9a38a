DELETE FROM brand_claims WHERE claim_id = $1 AND brand_id = $2
