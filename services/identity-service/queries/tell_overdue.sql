-- Each is told once.
UPDATE erasures AS e SET overdue_told = true
WHERE completed_at IS NULL AND requested_at < $1 AND NOT overdue_told
RETURNING erasure_id, barred_at IS NOT NULL AS "barred!",
          ARRAY(SELECT service FROM erasure_confirmations AS c WHERE c.erasure_id = e.erasure_id) AS "confirmed!"
