//! Streams and what is made of them: snapshots, rebuilds, ten thousand events.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::service::{Person, Service, minutes};

#[tokio::test]
async fn lists_and_ledgers_equal_a_rebuild() {
    let (service, sara, marco) = (Service::start().await, Person::new(), Person::new());
    for n in [1, 3, 7] {
        let pack = service.adds(&marco, &json!({ "name": format!("{n}") })).await;
        service.does(&marco, &pack, &json!({ "action": "open" })).await;
    }
    for n in (0..60).filter(|n| n % 10 != 0) {
        let pack = service
            .adds(&sara, &json!({ "name": format!("{n}"), "quantity": { "amount": 300, "unit": "g" } }))
            .await;
        let part = json!({ "action": "use", "quantity": { "amount": 100, "unit": "g" } });
        service.does(&sara, &pack, &part).await;
        if n % 3 == 0 {
            service.does(&sara, &pack, &json!({ "action": "undo" })).await;
        }
        match n % 4 {
            0 => drop(
                service.does(&sara, &pack, &json!({ "action": "throw_away", "reason": "expired" })).await,
            ),
            1 => drop(
                service
                    .does(
                        &sara,
                        &pack,
                        &json!({ "action": "correct", "quantity": { "amount": 20, "unit": "g" } }),
                    )
                    .await,
            ),
            2 => drop(service.does(&sara, &pack, &json!({ "action": "freeze" })).await),
            _ => {}
        }
        if n % 7 == 0 {
            let extra = service.adds(&sara, &json!({ "name": "a slip" })).await;
            service.does(&sara, &extra, &json!({ "action": "undo" })).await;
        }
        service.passes(SignedDuration::from_secs(97));
    }
    let (before, list) = (service.projections().await, service.fridge(&sara).await);
    let events = service.count("SELECT count(*) FROM fridge_events").await;
    let operator = sqlx::PgPool::connect_lazy_with(service.database.as_operator());
    sqlx::query("DELETE FROM items WHERE random() < 0.5").execute(&operator).await.expect("damage");
    assert_ne!(service.projections().await, before, "the damage shows");
    assert_eq!(i64::try_from(service.rebuilds().await), Ok(events));
    assert_eq!(service.projections().await, before);
    assert_eq!(service.fridge(&sara).await, list);
    sqlx::query("DELETE FROM item_snapshots").execute(&operator).await.expect("no snapshots");
    let pack = service.adds(&sara, &json!({ "name": "after" })).await;
    assert_eq!(pack["version"], 1, "the stream goes on");
}

#[tokio::test]
async fn a_snapshot_is_taken_every_ten_versions_and_one_that_cannot_be_read_is_left_aside() {
    let (service, sara) = (Service::start().await, Person::new());
    let pack =
        service.adds(&sara, &json!({ "name": "Rice", "quantity": { "amount": 1000, "unit": "g" } })).await;
    let pinch = json!({ "action": "use", "quantity": { "amount": 1, "unit": "g" } });
    for _ in 0..104 {
        service.does(&sara, &pack, &pinch).await;
    }
    let version: i64 =
        sqlx::query_scalar("SELECT version FROM item_snapshots").fetch_one(&service.db).await.expect("one");
    assert_eq!(version, 100);
    for damage in [
        "UPDATE item_snapshots SET format = 99",
        "UPDATE item_snapshots SET format = 1, state = '{}'",
        "UPDATE item_snapshots SET state = '[1]', version = 5",
    ] {
        sqlx::query(damage).execute(&service.db).await.expect("damage");
        service.does(&sara, &pack, &pinch).await;
    }
    assert_eq!(service.item(&sara, &pack).await.body()["remaining"]["amount"], 1000 - 107);
}

#[tokio::test]
async fn a_fridge_of_ten_thousand_events_stays_correct() {
    let (service, sara) = (Service::start().await, Person::new());
    service.adds(&sara, &json!({ "name": "Rice", "quantity": { "amount": 1_000_000, "unit": "g" } })).await;
    // 9,999 pinches more, as the service would have written them.
    let pinches =
        "INSERT INTO fridge_events (account_id, version, event_id, item_id, event_type, recorded_at, data)
        SELECT account_id, version + n, gen_random_uuid(), item_id, 'packytrace.item_used.v1', recorded_at,
            json_build_object('itemId', item_id, 'accountId', account_id, 'visitorId', data ->> 'visitorId',
                'quantity', json_build_object('amount', 1, 'unit', 'g'), 'at', data ->> 'at')
        FROM fridge_events, generate_series(1, 9999) AS n";
    sqlx::query(pinches).execute(&service.db).await.expect("events");
    service.passes(minutes(11));
    assert_eq!(service.rebuilds().await, 10_000);
    let fridge = service.fridge(&sara).await;
    assert_eq!(fridge["items"][0]["remaining"]["amount"], 1_000_000 - 9_999);
    let pinch = json!({ "action": "use", "quantity": { "amount": 1, "unit": "g" } });
    let rice = service.does(&sara, &fridge["items"][0], &pinch).await;
    assert_eq!((&rice["remaining"]["amount"], &rice["version"]), (&json!(990_000), &json!(10_001)));
}

#[tokio::test]
async fn the_service_can_add_to_a_stream_and_never_change_it() {
    let (service, sara) = (Service::start().await, Person::new());
    service.adds(&sara, &json!({ "name": "Rice" })).await;
    for statement in [
        "UPDATE fridge_events SET version = 9",
        "DELETE FROM fridge_events",
        "TRUNCATE fridge_events",
        "DELETE FROM digests",
        "DELETE FROM product_alerts",
    ] {
        let refused = sqlx::query(statement).execute(&service.db).await;
        let code = refused.err().and_then(|error| Some(error.as_database_error()?.code()?.into_owned()));
        assert_eq!(code.as_deref(), Some("42501"), "{statement}");
    }
}

#[tokio::test]
async fn five_thousand_packs_are_a_full_fridge() {
    let (service, sara) = (Service::start().await, Person::new());
    service.adds(&sara, &json!({ "name": "Rice" })).await;
    let more = "INSERT INTO fridge_events (account_id, version, event_id, item_id, event_type, recorded_at, data)
        SELECT account_id, version + n, gen_random_uuid(), id, event_type, recorded_at,
            jsonb_set(data::jsonb, '{itemId}', to_jsonb(id))::json
        FROM fridge_events, LATERAL (SELECT n, gen_random_uuid() AS id FROM generate_series(1, 4999) AS n) AS more";
    sqlx::query(more).execute(&service.db).await.expect("events");
    assert_eq!(service.rebuilds().await, 5_000);
    let answer = service.post("/api/v1/fridge/items").by(&sara).json(&json!({ "name": "One more" })).await;
    assert_eq!(answer.problem(), (409, "fridge-full".to_owned()));
    let fridge: Value = service.fridge(&sara).await;
    assert_eq!(fridge["items"].as_array().expect("items").len(), 5_000);
}
