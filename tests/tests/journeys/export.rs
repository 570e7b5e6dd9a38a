//! Everything about a person, and nothing about anybody else.

use std::{sync::Arc, time::Instant};

use reqwest::{StatusCode, header};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    accounts::listed,
    gtins::{MOZZARELLA, lot},
    person::Person,
    verdicts::with_profile,
    visitor::{Visitor, within},
    world::World,
};

/// What somebody left behind in every store.
pub(crate) struct Left {
    pub(crate) person: Person,
    pub(crate) account: String,
    pub(crate) markers: Vec<String>,
}

/// Somebody new uses everything there is, some of it before making an account.
pub(crate) async fn use_everything(world: &World, visitor: &Visitor) -> Left {
    let (before, after, person) = (lot(), lot(), Person::new());
    let comment = format!("the lid says {}", Uuid::new_v4().simple());
    visitor.scan(&before.raw).await;
    visitor.register(&person).await;
    visitor.scan(&after.raw).await;
    let report = json!({ "reason": "wrong_facts", "comment": comment });
    let answer = visitor.post(&format!("/api/v1/products/{MOZZARELLA}/reports"), &report).await;
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    let consent = visitor.consent("reminders").await;
    let version = consent["current"]["version"].as_str().unwrap();
    assert_eq!(visitor.decide("reminders", true, version).await.status(), StatusCode::OK);
    let region = json!({ "region": "IT-25" });
    assert_eq!(visitor.put("/api/v1/visitor/region", &region).await.status(), StatusCode::NO_CONTENT);
    let ingredient = format!("ingredient {}", Uuid::new_v4().simple());
    with_profile(visitor, &json!({ "avoidIngredients": [ingredient] })).await;
    visitor.verdict(MOZZARELLA).await;
    let food = format!("soup {}", Uuid::new_v4().simple());
    let answer = visitor.post("/api/v1/fridge/items", &json!({ "name": food })).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let settings = json!({ "leadDays": 2, "hour": 8, "timeZone": "Europe/Rome", "email": false });
    assert_eq!(visitor.put("/api/v1/fridge/reminders", &settings).await.status(), StatusCode::OK);
    assert_eq!(visitor.post("/api/v1/fridge/calendar", &json!({})).await.status(), StatusCode::CREATED);
    listed(visitor, &before.name).await;
    let account = visitor.account_id().await;
    let mut markers =
        vec![before.name, after.name, comment, ingredient, food, person.email.clone(), account.clone()];
    markers.extend(world.visitors_of(&account).await);
    Left { person, account, markers }
}

/// Asks for an export; its id.
pub(crate) async fn begin(visitor: &Visitor) -> String {
    let answer = visitor.post("/api/v1/account/exports", &json!({})).await;
    let (status, body) = (answer.status(), answer.text().await.unwrap());
    assert_eq!(status, StatusCode::ACCEPTED, "{body}");
    let body: Value = serde_json::from_str(&body).unwrap();
    body["exportId"].as_str().unwrap().to_owned()
}

/// An export once all of it is there: its id and its text.
pub(crate) async fn gathered(visitor: &Visitor) -> (String, String) {
    let id = begin(visitor).await;
    let path = format!("/api/v1/account/exports/{id}");
    let document = within(60, "the export is gathered", || async {
        let answer = visitor.get(&path).await;
        if answer.status() == StatusCode::ACCEPTED {
            return None;
        }
        assert_eq!(answer.status(), StatusCode::OK);
        assert!(answer.headers()[header::CONTENT_TYPE].to_str().unwrap().starts_with("application/json"));
        Some(answer.text().await.unwrap())
    });
    let document = document.await;
    (id, document)
}

pub(crate) async fn an_export_holds_all_that_a_person_left_and_nothing_of_a_neighbour(world: Arc<World>) {
    let (visitor, neighbour) = (world.visitor(), world.visitor());
    let (mine, theirs) = (use_everything(&world, &visitor).await, use_everything(&world, &neighbour).await);
    let (id, document) = gathered(&visitor).await;
    let path = format!("/api/v1/account/exports/{id}");
    assert_eq!(neighbour.get(&path).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(world.visitor().get(&path).await.status(), StatusCode::UNAUTHORIZED);
    let parsed: Value = serde_json::from_str(&document).unwrap();
    assert!(parsed.is_object(), "{document}");
    for marker in mine.markers.iter().map(String::as_str).chain(["IT-25", "reminders"]) {
        assert!(document.contains(marker), "no {marker} in {document}");
    }
    for marker in &theirs.markers {
        assert!(!document.contains(marker.as_str()), "{marker} is a neighbour's");
    }
}

/// How many records an export must hold within the minute that the gateway gives it.
const MANY: usize = 10_000;

pub(crate) async fn an_export_of_ten_thousand_scans_is_whole(world: Arc<World>) {
    let visitor = world.visitor();
    visitor.register(&Person::new()).await;
    let account: Uuid = visitor.account_id().await.parse().unwrap();
    let scans: Vec<Uuid> = (0..MANY).map(|_| Uuid::now_v7()).collect();
    let insert = "INSERT INTO passport.scans (scan_id, visitor_id, account_id, gtin, lot, raw, entry, cached, told, scanned_at)
        SELECT scan_id, $2, $2, '09521234500018', 'L2611A', '(01)09521234500018(10)L2611A', 'typed', true, true, now()
        FROM unnest($1::uuid[]) AS scan_id";
    let mut connection = world.superuser("packytrace").await;
    sqlx::query(insert).bind(&scans).bind(account).execute(&mut connection).await.unwrap();
    let began = Instant::now();
    let (_, document) = gathered(&visitor).await;
    println!("an export of {MANY} scans, {} bytes: {:.1} s", document.len(), began.elapsed().as_secs_f32());
    let document: Value = serde_json::from_str(&document).unwrap();
    let listed = document["services"]["passport-service"]["scans"].as_array().unwrap();
    assert_eq!(listed.len(), MANY);
}
