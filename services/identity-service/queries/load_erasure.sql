SELECT account_id, subject, visitor_ids, requested_at, barred_at, published_at, removed_at, completed_at, tries,
       ARRAY(SELECT service FROM erasure_confirmations AS c WHERE c.erasure_id = e.erasure_id) AS "confirmed!"
FROM erasures AS e WHERE erasure_id = $1
