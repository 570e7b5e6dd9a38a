//! What is done to packs, and what cannot be.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::service::{Person, Service, days, minutes};

async fn cheese(service: &Service, person: &Person) -> Value {
    let body =
        json!({ "name": "Cheese", "expiry": "2026-12-20", "quantity": { "amount": 400, "unit": "g" } });
    service.adds(person, &body).await
}

#[tokio::test]
async fn a_pack_is_opened_frozen_thawed_used_and_thrown_away() {
    let (service, sara) = (Service::start().await, Person::new());
    let pack = cheese(&service, &sara).await;
    let opened = service.does(&sara, &pack, &json!({ "action": "open" })).await;
    assert_eq!((&opened["state"], &opened["openedAt"]), (&json!("opened"), &json!("2026-11-23T09:00:00Z")));
    let frozen = service.does(&sara, &pack, &json!({ "action": "freeze" })).await;
    assert_eq!(
        (&frozen["state"], &frozen["place"], &frozen["freshness"]),
        (&json!("frozen"), &json!("freezer"), &json!("unknown"))
    );
    let thawed = service.does(&sara, &pack, &json!({ "action": "thaw" })).await;
    assert_eq!(
        (&thawed["state"], &thawed["place"], &thawed["usableUntil"]),
        (&json!("opened"), &json!("fridge"), &json!("2026-11-24"))
    );
    let half = json!({ "action": "use", "quantity": { "amount": 150.5, "unit": "g" } });
    let used = service.does(&sara, &pack, &half).await;
    assert_eq!(used["remaining"], json!({ "amount": 249.5, "unit": "g" }));
    let gone = service.does(&sara, &pack, &json!({ "action": "throw_away", "reason": "spoiled" })).await;
    assert_eq!(
        (&gone["state"], &gone["gone"]["how"], &gone["remaining"]["amount"]),
        (&json!("gone"), &json!("thrown_away"), &json!(0))
    );
    let recycled = service.does(&sara, &pack, &json!({ "action": "recycle" })).await;
    assert_eq!(recycled["version"], 7);
    assert!(service.fridge(&sara).await["items"].as_array().expect("items").is_empty());
}

#[tokio::test]
async fn what_is_not_possible_now_names_the_state() {
    let (service, sara) = (Service::start().await, Person::new());
    let pack = cheese(&service, &sara).await;
    let refused = |state: &str| (409, "not-possible-now".to_owned(), json!(state));
    for (doing, then_refused, state) in [
        (Value::Null, json!({ "action": "thaw" }), "sealed"),
        (Value::Null, json!({ "action": "recycle" }), "sealed"),
        (Value::Null, json!({ "action": "use", "quantity": { "amount": 401, "unit": "g" } }), "sealed"),
        (json!({ "action": "freeze" }), json!({ "action": "open" }), "frozen"),
        (Value::Null, json!({ "action": "freeze" }), "frozen"),
        (json!({ "action": "use" }), json!({ "action": "use" }), "gone"),
        (json!({ "action": "recycle" }), json!({ "action": "recycle" }), "gone"),
    ] {
        if !doing.is_null() {
            service.does(&sara, &pack, &doing).await;
        }
        let answer = service.acts(&sara, &pack, &then_refused).await;
        let (status, slug) = answer.problem();
        assert_eq!((status, slug, answer.body()["state"].clone()), refused(state), "{then_refused}");
    }
}

#[tokio::test]
async fn another_unit_and_fields_that_mean_nothing_are_refused_with_their_place() {
    let (service, sara) = (Service::start().await, Person::new());
    let pack = cheese(&service, &sara).await;
    let one = json!({ "amount": 1, "unit": "piece" });
    for (body, slug, pointer) in [
        (json!({ "action": "use", "quantity": one }), "mixed-units", "/quantity/unit"),
        (json!({ "action": "correct", "quantity": one }), "mixed-units", "/quantity/unit"),
        (
            json!({ "action": "use", "quantity": { "amount": 0, "unit": "g" } }),
            "invalid-request",
            "/quantity/amount",
        ),
        (
            json!({ "action": "correct", "quantity": { "amount": -1, "unit": "g" } }),
            "invalid-request",
            "/quantity/amount",
        ),
        (json!({ "action": "correct" }), "invalid-request", ""),
        (json!({ "action": "correct", "expiry": "2016-11-01" }), "invalid-request", "/expiry"),
        (
            json!({ "action": "correct", "shelfLife": { "afterOpeningDays": 3651 } }),
            "invalid-request",
            "/shelfLife/afterOpeningDays",
        ),
        (json!({ "action": "open", "reason": "spoiled" }), "invalid-request", "/reason"),
        (
            json!({ "action": "open", "quantity": { "amount": 1, "unit": "g" } }),
            "invalid-request",
            "/quantity",
        ),
        (json!({ "action": "add" }), "invalid-request", "/action"),
        (json!({ "action": "open", "at": "2026-11-23T09:05:01Z" }), "invalid-request", "/at"),
        (json!({ "action": "open", "at": "2026-11-23T08:59:59Z" }), "invalid-request", "/at"),
    ] {
        let answer = service.acts(&sara, &pack, &body).await;
        assert_eq!(answer.fault(), (400, slug.to_owned(), vec![pointer.to_owned()]), "{body}");
    }
    assert_eq!(service.item(&sara, &pack).await.body()["version"], 1, "nothing was done");
}

#[tokio::test]
async fn a_correction_leaves_what_it_does_not_say() {
    let (service, sara) = (Service::start().await, Person::new());
    let pack = cheese(&service, &sara).await;
    let body = json!({ "action": "correct", "expiryKind": "use_by", "quantity": { "amount": 100, "unit": "g" },
        "shelfLife": { "afterOpeningDays": 5 }, "price": { "amount": 3.5, "currency": "EUR" } });
    let corrected = service.does(&sara, &pack, &body).await;
    assert_eq!((&corrected["expiry"], &corrected["expiryKind"]), (&json!("2026-12-20"), &json!("use_by")));
    assert_eq!(corrected["remaining"]["amount"], 100);
    assert_eq!(
        (&corrected["shelfLife"]["source"], &corrected["shelfLife"]["afterOpeningDays"]),
        (&json!("own"), &json!(5))
    );
    let opened = service.does(&sara, &pack, &json!({ "action": "open" })).await;
    assert_eq!(opened["usableUntil"], "2026-11-28");
}

#[tokio::test]
async fn an_action_is_undone_within_ten_minutes_and_no_later() {
    let (service, sara) = (Service::start().await, Person::new());
    let pack = cheese(&service, &sara).await;
    let used = service.does(&sara, &pack, &json!({ "action": "use" })).await;
    assert_eq!(used["undo"], json!({ "action": "use", "until": "2026-11-23T09:10:00Z" }));
    service.passes(minutes(10));
    let back = service.does(&sara, &pack, &json!({ "action": "undo" })).await;
    assert_eq!(
        (&back["state"], &back["remaining"]["amount"], &back["version"]),
        (&json!("sealed"), &json!(400), &json!(3))
    );
    service.does(&sara, &pack, &json!({ "action": "open" })).await;
    service.passes(minutes(11));
    assert!(service.item(&sara, &pack).await.body()["undo"].is_null());
    let late = service.acts(&sara, &pack, &json!({ "action": "undo" })).await;
    assert_eq!(
        (late.problem(), late.body()["state"].clone()),
        ((409, "not-possible-now".to_owned()), json!("opened"))
    );
}

#[tokio::test]
async fn an_adding_that_is_undone_was_never_there() {
    let (service, sara) = (Service::start().await, Person::new());
    let pack = cheese(&service, &sara).await;
    let gone = service.does(&sara, &pack, &json!({ "action": "undo" })).await;
    assert_eq!(
        (&gone["state"], &gone["gone"]["how"], &gone["remaining"]["amount"]),
        (&json!("gone"), &json!("never_added"), &json!(0))
    );
    assert_eq!(service.item(&sara, &pack).await.problem(), (404, "unknown-item".to_owned()));
    assert!(service.fridge(&sara).await["items"].as_array().expect("items").is_empty());
    let waste = service.get("/api/v1/fridge/waste").by(&sara).send().await.body();
    assert_eq!((&waste["rows"], &waste["packs"]), (&json!([]), &json!([])));
    let again = service.acts(&sara, &pack, &json!({ "action": "open" })).await;
    assert_eq!(again.problem(), (404, "unknown-item".to_owned()));
}

#[tokio::test]
async fn packaging_may_be_recycled_long_after_the_food_has_gone() {
    let (service, sara) = (Service::start().await, Person::new());
    let pack = cheese(&service, &sara).await;
    service.does(&sara, &pack, &json!({ "action": "use" })).await;
    service.passes(days(2));
    cheese(&service, &sara).await;
    let opened = service.acts(&sara, &pack, &json!({ "action": "open" })).await;
    assert_eq!((opened.problem().1.as_str(), &opened.body()["state"]), ("not-possible-now", &json!("gone")));
    service.does(&sara, &pack, &json!({ "action": "recycle" })).await;
    let twice = service.acts(&sara, &pack, &json!({ "action": "recycle" })).await;
    assert_eq!(twice.problem(), (409, "not-possible-now".to_owned()));
    cheese(&service, &sara).await;
    assert_eq!(service.fridge(&sara).await["items"].as_array().expect("items").len(), 2);
}

#[tokio::test]
async fn somebody_elses_pack_is_no_pack() {
    let (service, sara, marco) = (Service::start().await, Person::new(), Person::new());
    let pack = cheese(&service, &sara).await;
    cheese(&service, &marco).await;
    let unknown = (404, "unknown-item".to_owned());
    assert_eq!(service.acts(&marco, &pack, &json!({ "action": "open" })).await.problem(), unknown);
    assert_eq!(service.item(&marco, &pack).await.problem(), unknown);
    let history = format!("/api/v1/fridge/items/{}/history", pack["itemId"].as_str().expect("an id"));
    assert_eq!(service.get(&history).by(&marco).send().await.problem(), unknown);
    for id in ["x".to_owned(), Uuid::now_v7().to_string()] {
        assert_eq!(service.item(&sara, &json!({ "itemId": id })).await.problem(), unknown);
    }
    assert_eq!(service.item(&sara, &pack).await.body()["state"], "sealed");
}

#[tokio::test]
async fn a_history_tells_everything_in_order_and_what_was_undone() {
    let (service, sara) = (Service::start().await, Person::new());
    let pack = cheese(&service, &sara).await;
    service.passes(minutes(1));
    service.does(&sara, &pack, &json!({ "action": "open", "at": "2026-11-23T09:00:30Z" })).await;
    service.does(&sara, &pack, &json!({ "action": "throw_away", "reason": "too_much" })).await;
    service.does(&sara, &pack, &json!({ "action": "undo" })).await;
    let path = format!("/api/v1/fridge/items/{}/history", pack["itemId"].as_str().expect("an id"));
    let history = service.get(&path).by(&sara).send().await.body();
    let told: Vec<_> = history["items"]
        .as_array()
        .expect("events")
        .iter()
        .map(|e| (e["type"].as_str().expect("a type"), e["undone"] == true))
        .collect();
    let expected =
        [("item_added", false), ("item_opened", false), ("item_thrown_away", true), ("action_undone", false)];
    assert_eq!(told, expected);
    assert_eq!(
        (&history["items"][1]["at"], &history["items"][1]["recordedAt"]),
        (&json!("2026-11-23T09:00:30Z"), &json!("2026-11-23T09:01:00Z"))
    );
    assert_eq!(
        (&history["items"][2]["reason"], &history["items"][2]["quantity"]["amount"]),
        (&json!("too_much"), &json!(400))
    );
    let first = service.get(&format!("{path}?limit=3")).by(&sara).send().await.body();
    let next = first["next"].as_str().expect("a next page");
    let second = service.get(&format!("{path}?limit=3&cursor={next}")).by(&sara).send().await.body();
    assert_eq!((second["items"].as_array().expect("events").len(), &second["next"]), (1, &Value::Null));
    assert_eq!(service.get(&format!("{path}?limit=101")).by(&sara).send().await.fault().2, ["/limit"]);
}
