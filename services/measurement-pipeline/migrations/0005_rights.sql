-- libs/messaging's rights, as it stands there.

-- What a holder of personal data keeps about erasures, and how it forgets streams. Copied as it stands into a service's
-- migrations, after the outbox and the inbox. Names resolve by the owner's search_path.

-- Erasures that were carried out and confirmed, and the request that asked for it: no id of a person.
CREATE TABLE confirmed_erasures (
    erasure_id   uuid        PRIMARY KEY,
    request_id   uuid        NOT NULL,
    confirmed_at timestamptz NOT NULL
);

-- Keyed hashes of everybody whose erasure this database has seen. The tombstones themselves stand outside: a backup that is
-- restored lacks those that came later, and so tells that there is something to erase again.
CREATE TABLE applied_tombstones (
    digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32)
);

-- Removes all that outbox and inbox hold under these streams. Owned by the owner: the service role deletes nothing there.
CREATE FUNCTION forget_streams(of_topics text[], named text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET lock_timeout = '5s' AS $$
    DELETE FROM outbox WHERE topic = ANY (of_topics) AND stream = ANY (named);
    DELETE FROM outbox_streams WHERE topic = ANY (of_topics) AND stream = ANY (named);
    DELETE FROM inbox_positions WHERE topic = ANY (of_topics) AND stream = ANY (named);
    DELETE FROM inbox_parked WHERE topic = ANY (of_topics) AND stream = ANY (named);
$$;

DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    EXECUTE format('ALTER FUNCTION forget_streams(text[], text[]) SET search_path = %I, pg_temp', current_schema());
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON confirmed_erasures, applied_tombstones FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON confirmed_erasures TO %I', service);
        EXECUTE format('GRANT SELECT, INSERT ON applied_tombstones TO %I', service);
        EXECUTE format('GRANT EXECUTE ON FUNCTION forget_streams(text[], text[]) TO %I', service);
    END IF;
END $$;
