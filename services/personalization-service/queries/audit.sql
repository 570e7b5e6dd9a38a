INSERT INTO decrypt_audit (audit_id, account_id, reader, purpose, opened, opened_at)
VALUES ($1, $2, $3, $4, $5, $6)
