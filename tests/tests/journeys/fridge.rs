//! At home: what was scanned is put in with one tap, used, thrown away, and a slip taken back.

use std::sync::Arc;

use contracts::{
    ENVELOPE_SCHEMA, EventData,
    events::{ActionUndone, ItemAdded, ItemOpened, ItemThrownAway, ItemUsed},
};
use jiff::{ToSpan, civil::Date};
use reqwest::{Method, RequestBuilder, Response, StatusCode, header};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    events::{assert_valid, event},
    gtins::MOZZARELLA,
    person::Person,
    visitor::{Visitor, within},
    world::World,
};

pub(crate) const ITEMS: &str = "/api/v1/fridge/items";

/// The path of an item.
pub(crate) fn path(item: &Value) -> String {
    format!("{ITEMS}/{}", item["itemId"].as_str().unwrap_or_else(|| panic!("{item}")))
}

impl Visitor {
    pub(crate) async fn fridge(&self) -> Value {
        self.json("/api/v1/fridge").await
    }

    /// Puts something in.
    pub(crate) async fn puts_in(&self, what: &Value) -> Value {
        let answer = self.post(ITEMS, what).await;
        assert_eq!(answer.status(), StatusCode::CREATED, "{}", answer.text().await.unwrap());
        answer.json().await.unwrap()
    }

    /// Does something to an item, which must succeed.
    pub(crate) async fn does(&self, item: &Value, action: &Value) -> Value {
        let answer = self.post(&actions(item), action).await;
        assert_eq!(answer.status(), StatusCode::OK, "{action}: {}", answer.text().await.unwrap());
        answer.json().await.unwrap()
    }

    async fn may_not(&self, item: &Value, action: &Value) -> (u16, Value) {
        let answer = self.post(&actions(item), action).await;
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    fn acting(&self, item: &Value, action: &Value) -> RequestBuilder {
        self.command(Method::POST, &actions(item)).json(action)
    }
}

fn actions(item: &Value) -> String {
    format!("{}/actions", path(item))
}

fn slug(problem: &Value) -> &str {
    problem["type"].as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default()
}

/// Somebody who is signed in.
pub(crate) async fn somebody(world: &World) -> Visitor {
    let visitor = world.visitor();
    visitor.register(&Person::new()).await;
    visitor
}

/// A day of the person, so many days from today.
pub(crate) async fn day(visitor: &Visitor, days: i64) -> Date {
    let today: Date = visitor.fridge().await["today"].as_str().unwrap().parse().unwrap();
    today.checked_add(days.days()).unwrap()
}

fn names(fridge: &Value) -> Vec<&str> {
    fridge["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

pub(crate) async fn a_scanned_pack_is_put_in_with_one_tap_and_what_to_use_first_stands_first(
    world: Arc<World>,
) {
    let visitor = somebody(&world).await;
    let (soon, later) = (day(&visitor, 1).await, day(&visitor, 9).await);
    visitor.puts_in(&json!({ "name": "Leftover soup" })).await;
    let late = json!({ "name": "Hard cheese", "expiry": later, "expiryKind": "best_before" });
    visitor.puts_in(&late).await;
    let code = format!("https://id.example/01/{MOZZARELLA}/10/L7?17={}", soon.strftime("%y%m%d"));
    let scan = visitor.scan(&code).await;
    let item = visitor.puts_in(&json!({ "scanId": scan["scanId"] })).await;
    let told = ["gtin", "lot", "expiry", "expiryKind", "usableUntil", "freshness", "state", "place"];
    let expected =
        [MOZZARELLA, "L7", &soon.to_string(), "use_by", &soon.to_string(), "use_soon", "sealed", "fridge"];
    assert_eq!(told.map(|member| item[member].as_str().unwrap_or_default()), expected, "{item}");

    let fridge = visitor.fridge().await;
    let name = item["name"].as_str().unwrap();
    assert_eq!(names(&fridge), [name, "Hard cheese", "Leftover soup"], "{fridge}");
    let alert = &fridge["alerts"][0];
    assert_eq!((&alert["itemId"], &alert["kind"]), (&item["itemId"], &json!("use_soon")), "{fridge}");
    assert_eq!(fridge["items"][2]["freshness"], "unknown", "{fridge}");
}

pub(crate) async fn a_pack_is_opened_frozen_used_thrown_away_and_the_slip_undone(world: Arc<World>) {
    let visitor = somebody(&world).await;
    let quantity = json!({ "amount": 400, "unit": "g" });
    let price = json!({ "amount": 4, "currency": "EUR" });
    let item = visitor.puts_in(&json!({ "gtin": MOZZARELLA, "quantity": quantity, "price": price })).await;
    assert_eq!(visitor.does(&item, &json!({ "action": "freeze" })).await["place"], "freezer");
    let (status, refused) = visitor.may_not(&item, &json!({ "action": "open" })).await;
    assert_eq!(
        (status, slug(&refused), &refused["state"]),
        (409, "not-possible-now", &json!("frozen")),
        "{refused}"
    );
    assert_eq!(visitor.does(&item, &json!({ "action": "thaw" })).await["state"], "opened");
    let part = json!({ "action": "use", "quantity": { "amount": 150.5, "unit": "g" } });
    assert_eq!(visitor.does(&item, &part).await["remaining"]["amount"], 249.5);
    let more = json!({ "action": "use", "quantity": { "amount": 250, "unit": "g" } });
    assert_eq!(visitor.may_not(&item, &more).await.0, 409);
    let pieces = json!({ "action": "use", "quantity": { "amount": 1, "unit": "piece" } });
    let (status, refused) = visitor.may_not(&item, &pieces).await;
    assert_eq!((status, slug(&refused)), (400, "mixed-units"), "{refused}");

    let thrown = visitor.does(&item, &json!({ "action": "throw_away", "reason": "spoiled" })).await;
    assert_eq!(
        (&thrown["state"], &thrown["gone"]["how"]),
        (&json!("gone"), &json!("thrown_away")),
        "{thrown}"
    );
    assert_eq!(names(&visitor.fridge().await), [""; 0]);
    let back = visitor.does(&item, &json!({ "action": "undo" })).await;
    assert_eq!((&back["state"], &back["remaining"]["amount"]), (&json!("opened"), &json!(249.5)), "{back}");
    visitor.does(&item, &json!({ "action": "throw_away", "reason": "spoiled", "quantity": { "amount": 100, "unit": "g" } })).await;

    let waste = visitor.json("/api/v1/fridge/waste?by=week").await;
    let row = &waste["rows"][0];
    let told = ["added", "used", "thrownAway", "givenAway", "remaining", "unaccounted"];
    let told = told.map(|member| row[member].as_f64().unwrap());
    assert_eq!(told, [400.0, 150.5, 100.0, 0.0, 149.5, 0.0], "{waste}");
    assert_eq!(row["reasons"]["spoiled"], 100, "{waste}");
    assert_eq!(waste["money"]["thrownAway"], json!([{ "amount": 1, "currency": "EUR" }]), "{waste}");
    let history = visitor.json(&format!("{}/history", path(&item))).await;
    let undone = history["items"].as_array().unwrap().iter().filter(|event| event["undone"] == true).count();
    assert_eq!(undone, 1, "{history}");
}

pub(crate) async fn of_two_devices_the_one_that_has_not_seen_the_other_is_told(world: Arc<World>) {
    let person = Person::new();
    let (phone, tablet) = (world.visitor(), world.visitor());
    phone.register(&person).await;
    tablet.sign_in(&person).await;
    let item = phone.puts_in(&json!({ "name": "Eggs", "quantity": { "amount": 6, "unit": "piece" } })).await;
    let seen = tablet.get(&path(&item)).await.headers()[header::ETAG].clone();
    phone.does(&item, &json!({ "action": "use", "quantity": { "amount": 2, "unit": "piece" } })).await;
    let late = json!({ "action": "throw_away", "reason": "expired" });
    let refused = tablet.send(tablet.acting(&item, &late).header(header::IF_MATCH, &seen)).await;
    assert_eq!(refused.status(), StatusCode::PRECONDITION_FAILED);
    let refused: Value = refused.json().await.unwrap();
    assert_eq!(
        (slug(&refused), &refused["current"]["remaining"]["amount"]),
        ("stale", &json!(4)),
        "{refused}"
    );
    let fresh = tablet.get(&path(&item)).await.headers()[header::ETAG].clone();
    let done = tablet.send(tablet.acting(&item, &late).header(header::IF_MATCH, fresh)).await;
    assert_eq!(done.status(), StatusCode::OK);
}

pub(crate) async fn what_is_said_twice_under_one_key_happens_once(world: Arc<World>) {
    let visitor = somebody(&world).await;
    let item =
        visitor.puts_in(&json!({ "name": "Eggs", "quantity": { "amount": 6, "unit": "piece" } })).await;
    let key = Uuid::new_v4().to_string();
    let part = json!({ "action": "use", "quantity": { "amount": 1, "unit": "piece" } });
    let say = async |action: &Value| -> Response {
        visitor.send(visitor.acting(&item, action).header("idempotency-key", &key)).await
    };
    for _ in 0..3 {
        let again: Value = say(&part).await.json().await.unwrap();
        assert_eq!(again["remaining"]["amount"], 5, "{again}");
    }
    let other = say(&json!({ "action": "open" })).await;
    assert_eq!(other.status(), StatusCode::CONFLICT);
    assert_eq!(slug(&other.json().await.unwrap()), "idempotency-key-reused");
}

pub(crate) async fn a_strangers_pack_is_not_found(world: Arc<World>) {
    let (visitor, stranger) = (somebody(&world).await, somebody(&world).await);
    let item = visitor.puts_in(&json!({ "name": "Secret cake" })).await;
    let unknown = json!({ "itemId": Uuid::now_v7() });
    for not_mine in [&item, &unknown] {
        for asked in [path(not_mine), format!("{}/history", path(not_mine))] {
            assert_eq!(stranger.get(&asked).await.status(), StatusCode::NOT_FOUND, "{asked}");
        }
        let (status, refused) = stranger.may_not(not_mine, &json!({ "action": "use" })).await;
        assert_eq!((status, slug(&refused)), (404, "unknown-item"), "{refused}");
    }
    assert_eq!(visitor.fridge().await["items"][0]["state"], "sealed");
    assert_eq!(world.visitor().get("/api/v1/fridge").await.status(), StatusCode::UNAUTHORIZED);
}

/// The event of this type about the item, which obeys its contract.
async fn told<T: EventData>(world: &World, item: &Value) -> Value {
    let envelope = event::<T>(world, |data| data["itemId"] == item["itemId"]).await;
    assert_valid(ENVELOPE_SCHEMA, &envelope);
    assert_valid(T::SCHEMA, &envelope["data"]);
    envelope
}

pub(crate) async fn what_happens_at_home_arrives_on_kafka_as_its_contracts_say(world: Arc<World>) {
    let visitor = somebody(&world).await;
    let secret = format!("Soup of {}", Uuid::new_v4().simple());
    let soup = visitor.puts_in(&json!({ "name": secret, "quantity": { "amount": 500, "unit": "ml" } })).await;
    visitor.does(&soup, &json!({ "action": "open" })).await;
    visitor.does(&soup, &json!({ "action": "use", "quantity": { "amount": 100, "unit": "ml" } })).await;
    visitor.does(&soup, &json!({ "action": "throw_away", "reason": "too_much" })).await;
    visitor.does(&soup, &json!({ "action": "undo" })).await;
    let events = [
        told::<ItemAdded>(&world, &soup).await,
        told::<ItemOpened>(&world, &soup).await,
        told::<ItemUsed>(&world, &soup).await,
        told::<ItemThrownAway>(&world, &soup).await,
        told::<ActionUndone>(&world, &soup).await,
    ];
    let versions = events.each_ref().map(|event| event["streamVersion"].as_i64().unwrap());
    assert_eq!(versions, [1, 2, 3, 4, 5]);
    assert!(events.iter().all(|event| event["subject"] == event["data"]["accountId"]));
    assert_eq!(events[4]["data"]["undoes"], events[3]["id"]);
    assert!(!json!(events).to_string().contains(&secret), "what a person typed is in no event");
}

pub(crate) async fn a_command_that_a_crash_interrupts_has_one_effect_when_it_is_said_again(
    world: Arc<World>,
) {
    let visitor = somebody(&world).await;
    let process = world.fleet.process("fridge-service").unwrap();
    for round in 0..4_u8 {
        let (key, name) = (Uuid::new_v4().to_string(), format!("Eggs of round {round}"));
        let say = || {
            visitor
                .command(Method::POST, ITEMS)
                .header("idempotency-key", &key)
                .json(&json!({ "name": name }))
        };
        let said = tokio::spawn(say().send());
        // Another moment of the command each time.
        for _ in 0..round {
            visitor.get("/api/v1/session").await;
        }
        process.kill().unwrap();
        drop(said.await);
        process.start().await.unwrap();
        within(30, "the command is taken", || async {
            (visitor.send(say()).await.status() == StatusCode::CREATED).then_some(())
        })
        .await;
        let fridge = visitor.fridge().await;
        assert_eq!(names(&fridge).iter().filter(|told| **told == name).count(), 1, "{fridge}");
    }
}
