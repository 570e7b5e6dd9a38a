-- A command reads one item's events, however long the stream is: what is remembered of a fold is remembered item by item.
-- Instances of the release before still read `snapshots`, which nothing fills any more after them: it goes with the next release.

-- An item folded up to a version of its stream, so that a command reads a tail only. Never the truth: one that cannot be read is
-- ignored.
CREATE TABLE item_snapshots (
    account_id uuid        NOT NULL,
    item_id    uuid        NOT NULL,
    version    bigint      NOT NULL,
    format     integer     NOT NULL,
    state      json        NOT NULL,
    taken_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, item_id)
);

DELETE FROM snapshots;

-- Forgets these snapshots too.
CREATE OR REPLACE FUNCTION erase_person(account uuid, visitors uuid[], OUT events bigint, OUT reminders bigint, OUT calendars bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '5s' AS $$
BEGIN
    WITH gone AS (DELETE FROM fridge_events AS e WHERE e.account_id = account RETURNING 1)
    SELECT count(*) FROM gone INTO erase_person.events;
    WITH gone AS (DELETE FROM reminders AS r WHERE r.account_id = account RETURNING 1)
    SELECT count(*) FROM gone INTO erase_person.reminders;
    WITH gone AS (DELETE FROM calendars AS c WHERE c.account_id = account RETURNING 1)
    SELECT count(*) FROM gone INTO erase_person.calendars;
    DELETE FROM items AS i WHERE i.account_id = account;
    DELETE FROM digests AS d WHERE d.account_id = account;
    DELETE FROM snapshots AS s WHERE s.account_id = account;
    DELETE FROM item_snapshots AS s WHERE s.account_id = account;
    DELETE FROM product_alerts AS a WHERE a.account_id = account;
    -- A person who stays keeps what they have at home; which browser they said it in is forgotten.
    UPDATE fridge_events AS e
    SET data = jsonb_set(e.data::jsonb, '{visitorId}', '"00000000-0000-0000-0000-000000000000"')::json
    WHERE e.data ->> 'visitorId' = ANY (SELECT v::text FROM unnest(visitors) AS v);
    DELETE FROM idempotency_keys AS k WHERE k.caller = account OR k.caller = ANY (visitors);
END
$$;

DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('REVOKE ALL ON item_snapshots FROM %I', service);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON item_snapshots TO %I', service);
    END IF;
END $$;
