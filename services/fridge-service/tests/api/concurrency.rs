//! The same request twice, and two devices at once.

use std::collections::BTreeSet;

use serde_json::json;

use crate::service::{NOW, Person, Service, YOGURT, minutes, yogurt};

const ITEMS: &str = "/api/v1/fridge/items";

#[tokio::test]
async fn the_same_key_and_body_give_the_same_item_and_another_body_none() {
    let (service, sara) = (Service::start().await, Person::new());
    service.neighbours.knows(YOGURT, 1, &yogurt());
    let add = |body| async {
        let body = body;
        service.post(ITEMS).by(&sara).header("idempotency-key", "once").json(&body).await
    };
    let first = add(json!({ "gtin": YOGURT })).await;
    service.neighbours.passport_goes(true);
    let second = add(json!({ "gtin": YOGURT })).await;
    assert_eq!(
        (second.status.as_u16(), second.body()["itemId"].clone()),
        (201, first.body()["itemId"].clone())
    );
    assert_eq!(service.neighbours.asked_about_products(), 1, "what is done is not asked about again");
    let other = add(json!({ "gtin": YOGURT, "place": "pantry" })).await;
    assert_eq!(other.problem(), (409, "idempotency-key-reused".to_owned()));
    assert_eq!(service.count("SELECT count(*) FROM fridge_events").await, 1);
}

#[tokio::test]
async fn an_action_under_one_key_is_done_once_even_if_it_is_undone_later() {
    let (service, sara) = (Service::start().await, Person::new());
    let pack =
        service.adds(&sara, &json!({ "name": "Cheese", "quantity": { "amount": 3, "unit": "piece" } })).await;
    let path = format!("{ITEMS}/{}/actions", pack["itemId"].as_str().expect("an id"));
    let one = json!({ "action": "use", "quantity": { "amount": 1, "unit": "piece" } });
    let use_one =
        || async { service.post(&path).by(&sara).header("idempotency-key", "one").json(&one).await };
    let (first, second) = (use_one().await.body(), use_one().await.body());
    assert_eq!((&first, &first["remaining"]["amount"]), (&second, &json!(2)));
    let undo = json!({ "action": "undo" });
    let undone = service.post(&path).by(&sara).header("idempotency-key", "u").json(&undo).await.body();
    assert_eq!(service.post(&path).by(&sara).header("idempotency-key", "u").json(&undo).await.body(), undone);
    assert_eq!(use_one().await.body()["remaining"]["amount"], 3, "told anew, not done anew");
    // The adding is undone, and asked for again under its key.
    service.does(&sara, &pack, &undo).await;
    let never = service.post(&path).by(&sara).header("idempotency-key", "u").json(&undo).await.body();
    assert_eq!((&never["gone"]["how"], &never["itemId"]), (&json!("never_added"), &pack["itemId"]));
}

#[tokio::test]
async fn the_same_request_many_times_at_once_is_one() {
    let (service, sara) = (Service::start().await, Person::new());
    let body = json!({ "name": "Soup" });
    let asks = (0..8).map(|_| service.post(ITEMS).by(&sara).header("idempotency-key", "k").json(&body));
    let answers = futures_util::future::join_all(asks).await;
    let ids: BTreeSet<_> = answers.iter().map(|answer| answer.body()["itemId"].to_string()).collect();
    assert_eq!((ids.len(), service.count("SELECT count(*) FROM items").await), (1, 1));
}

#[tokio::test]
async fn who_has_not_seen_the_last_change_is_told_how_it_is() {
    let (service, sara) = (Service::start().await, Person::new());
    let pack = service.adds(&sara, &json!({ "name": "Cheese" })).await;
    let path = format!("{ITEMS}/{}/actions", pack["itemId"].as_str().expect("an id"));
    service.does(&sara, &pack, &json!({ "action": "open" })).await;
    let freeze = json!({ "action": "freeze" });
    for tag in ["\"1\"", "\"7\"", "W/\"2\"", "2"] {
        let stale = service.post(&path).by(&sara).header("if-match", tag).json(&freeze).await;
        assert_eq!(stale.problem(), (412, "stale".to_owned()), "{tag}");
        assert_eq!((&stale.body()["current"]["state"], stale.header("etag")), (&json!("opened"), "\"2\""));
    }
    let fresh = service.post(&path).by(&sara).header("if-match", "\"2\"").json(&freeze).await;
    assert_eq!((fresh.status.as_u16(), fresh.header("etag")), (200, "\"3\""));
}

#[tokio::test]
async fn many_devices_at_once_lose_nothing_and_do_nothing_twice() {
    let (service, sara) = (Service::start().await, Person::new());
    let pack =
        service.adds(&sara, &json!({ "name": "Eggs", "quantity": { "amount": 10, "unit": "piece" } })).await;
    let one = json!({ "action": "use", "quantity": { "amount": 1, "unit": "piece" } });
    let answers = futures_util::future::join_all((0..12).map(|_| service.acts(&sara, &pack, &one))).await;
    let done = answers.iter().filter(|answer| answer.status.is_success()).count();
    let refused = answers.iter().filter(|answer| answer.status.as_u16() == 409).count();
    assert_eq!((done, refused), (10, 2), "ten eggs are ten eggs");
    let versions: Vec<i64> = sqlx::query_scalar("SELECT version FROM fridge_events ORDER BY version")
        .fetch_all(&service.db)
        .await
        .expect("versions");
    assert_eq!(versions, (1..=11).collect::<Vec<_>>());
    let told: Vec<_> = service.told().await.into_iter().map(|(.., version, _)| version).collect();
    assert_eq!(told, versions, "each is told once, in order");
}

#[tokio::test]
async fn what_is_queued_for_an_hour_says_when_it_happened() {
    let (service, sara) = (Service::start().await, Person::new());
    let pack = service.adds(&sara, &json!({ "name": "Cheese" })).await;
    service.passes(minutes(60));
    let opened = service.does(&sara, &pack, &json!({ "action": "open", "at": NOW })).await;
    assert_eq!(opened["openedAt"], NOW);
    assert_eq!(opened["undo"]["until"], "2026-11-23T10:10:00Z", "ten minutes from when it was heard of");
}
