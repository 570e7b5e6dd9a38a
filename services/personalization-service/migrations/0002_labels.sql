-- Labels as passport-service last told them, so that a restart or an outage there costs nothing that was known. Bounded by products
-- that somebody asked about; what nobody asked about for 90 days is forgotten.
CREATE TABLE labels (
    gtin       text        PRIMARY KEY CHECK (gtin ~ '^[0-9]{14}$'),
    version    bigint      NOT NULL,
    outdated   boolean     NOT NULL DEFAULT false,
    document   json        NOT NULL,
    fetched_at timestamptz NOT NULL
);

COMMENT ON COLUMN labels.version IS 'The catalog entry''s version.';
COMMENT ON COLUMN labels.outdated IS 'The catalog told of a later version: ask before it is used.';

CREATE INDEX labels_by_age ON labels (fetched_at);
