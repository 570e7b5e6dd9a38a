-- A person is forgotten. Owned by the owner: the service role deletes no event.
CREATE FUNCTION erase_person(account uuid, visitors uuid[], OUT events bigint, OUT reminders bigint, OUT calendars bigint)
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
    DELETE FROM product_alerts AS a WHERE a.account_id = account;
    -- A person who stays keeps what they have at home; which browser they said it in is forgotten.
    UPDATE fridge_events AS e
    SET data = jsonb_set(e.data::jsonb, '{visitorId}', '"00000000-0000-0000-0000-000000000000"')::json
    WHERE e.data ->> 'visitorId' = ANY (SELECT v::text FROM unnest(visitors) AS v);
    DELETE FROM idempotency_keys AS k WHERE k.caller = account OR k.caller = ANY (visitors);
END
$$;

-- Mails of days that are over by far tell nothing any more.
CREATE FUNCTION forget_digests(before date) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '5s' AS $$
    WITH gone AS (DELETE FROM digests WHERE day < before RETURNING 1) SELECT count(*) FROM gone;
$$;

DO $$
DECLARE
    service text := current_schema() || '_service';
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('GRANT EXECUTE ON FUNCTION erase_person(uuid, uuid[]), forget_digests(date) TO %I', service);
    END IF;
END $$;
