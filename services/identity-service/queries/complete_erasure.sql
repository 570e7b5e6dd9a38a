-- What stays names nobody.
UPDATE erasures SET completed_at = $2, account_id = NULL, subject = NULL, visitor_ids = '{}'
WHERE erasure_id = $1 AND completed_at IS NULL
