SELECT service, confirmed_at FROM erasure_confirmations WHERE erasure_id = $1 ORDER BY service
