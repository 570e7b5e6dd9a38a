SELECT audit_id, reader, purpose, opened, opened_at FROM decrypt_audit
WHERE account_id = $1 AND audit_id > $2
ORDER BY audit_id
LIMIT $3
