CREATE TABLE idempotency_keys (
    caller     uuid        NOT NULL,
    route      text        NOT NULL,
    key_hmac   bytea       NOT NULL,
    body_hmac  bytea       NOT NULL,
    result_id  uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (caller, route, key_hmac, created_at)
) PARTITION BY RANGE (created_at);
