//! What comes in, and what is known of it.

use jiff::civil::date;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::service::{NOTHING, Person, Service, YOGURT, scan, yogurt};

const ITEMS: &str = "/api/v1/fridge/items";

#[tokio::test]
async fn a_scan_brings_its_expiry_its_lot_and_its_product_with_one_tap() {
    let (service, sara) = (Service::start().await, Person::new());
    let id = Uuid::now_v7().to_string();
    service.neighbours.scanned(&id, &service.token(&sara), &scan(Some("2026-11-25"), Some("use_by")));
    let answer = service.post(ITEMS).by(&sara).json(&json!({ "scanId": id })).await;
    let item = answer.body();
    assert_eq!((answer.status.as_u16(), answer.header("etag")), (201, "\"1\""), "{item}");
    assert_eq!(answer.header("location"), format!("{ITEMS}/{}", item["itemId"].as_str().expect("an id")));
    let told = [
        "gtin",
        "name",
        "lot",
        "expiry",
        "expiryKind",
        "usableUntil",
        "freshness",
        "state",
        "place",
        "imageUrl",
    ];
    let told = told.map(|member| item[member].as_str().unwrap_or_default().to_owned());
    let expected = [
        YOGURT,
        "Yogurt",
        "L42",
        "2026-11-25",
        "use_by",
        "2026-11-25",
        "use_soon",
        "sealed",
        "fridge",
        "/images/products/08001505005707",
    ];
    assert_eq!(told, expected);
    assert_eq!(item["quantity"], json!({ "amount": 500, "unit": "g" }), "as the pack prints it");
    assert_eq!((&item["version"], &item["undo"]["action"]), (&json!(1), &json!("add")));
    assert!(item["shelfLife"]["freezerDays"].is_u64(), "{item}");
    assert!(item["shelfLife"]["source"]["url"].as_str().expect("a source").starts_with("https://"));
    let kept =
        "SELECT count(*) FROM fridge_events WHERE data ->> 'imageUrl' = '/images/products/08001505005707'";
    assert_eq!(service.count(kept).await, 1, "the pack keeps the picture that it came in with");
}

#[tokio::test]
async fn what_is_said_stands_instead_of_what_the_scan_says() {
    let (service, sara) = (Service::start().await, Person::new());
    let id = Uuid::now_v7().to_string();
    service.neighbours.scanned(&id, &service.token(&sara), &scan(Some("2026-11-25"), Some("use_by")));
    let body = json!({ "scanId": id, "expiry": "2026-12-01", "quantity": { "amount": 2, "unit": "piece" },
        "price": { "amount": 1.99, "currency": "EUR" }, "place": "pantry" });
    let item = service.adds(&sara, &body).await;
    assert_eq!((&item["expiry"], &item["expiryKind"]), (&json!("2026-12-01"), &json!("use_by")));
    assert_eq!(item["remaining"], json!({ "amount": 2, "unit": "piece" }));
    assert_eq!(
        (&item["price"], &item["place"]),
        (&json!({ "amount": 1.99, "currency": "EUR" }), &json!("pantry"))
    );
}

#[tokio::test]
async fn somebody_elses_scan_is_no_scan() {
    let (service, sara, marco) = (Service::start().await, Person::new(), Person::new());
    let id = Uuid::now_v7().to_string();
    service.neighbours.scanned(&id, &service.token(&sara), &scan(None, None));
    let answer = service.post(ITEMS).by(&marco).json(&json!({ "scanId": id })).await;
    assert_eq!(answer.problem(), (404, "unknown-scan".to_owned()));
    let item = service.adds(&sara, &json!({ "scanId": id })).await;
    assert_eq!(
        (&item["expiry"], &item["freshness"]),
        (&Value::Null, &json!("unknown")),
        "unknown is never fresh"
    );
}

#[tokio::test]
async fn a_product_is_asked_for_and_one_that_nobody_knows_is_refused() {
    let (service, sara) = (Service::start().await, Person::new());
    service.neighbours.knows(YOGURT, 3, &yogurt());
    let item = service.adds(&sara, &json!({ "gtin": "8001505005707" })).await;
    assert_eq!((&item["gtin"], &item["name"]), (&json!(YOGURT), &json!("Yogurt")));
    let unknown = service.post(ITEMS).by(&sara).json(&json!({ "gtin": NOTHING })).await;
    assert_eq!(unknown.problem(), (404, "unknown-product".to_owned()));
    let wrong = service.post(ITEMS).by(&sara).json(&json!({ "gtin": "8001505005708" })).await;
    assert_eq!(wrong.fault(), (400, "invalid-code".to_owned(), vec!["/gtin".to_owned()]));
}

#[tokio::test]
async fn without_passport_service_what_was_heard_will_do() {
    let (service, sara) = (Service::start().await, Person::new());
    service.neighbours.passport_goes(true);
    let answer = service.post(ITEMS).by(&sara).json(&json!({ "gtin": YOGURT })).await;
    assert_eq!(answer.problem(), (503, "product-unavailable".to_owned()));
    service.neighbours.passport_goes(false);
    service.neighbours.knows(YOGURT, 3, &yogurt());
    service.adds(&sara, &json!({ "gtin": YOGURT })).await;
    service.neighbours.passport_goes(true);
    let item = service.adds(&sara, &json!({ "gtin": YOGURT })).await;
    assert_eq!((&item["name"], &item["quantity"]["amount"]), (&json!("Yogurt"), &json!(500)));
}

#[tokio::test]
async fn a_food_is_typed_by_hand() {
    let (service, sara) = (Service::start().await, Person::new());
    let item = service.adds(&sara, &json!({ "name": " Leftover soup ", "expiry": "2026-11-24" })).await;
    assert_eq!((&item["name"], &item["gtin"]), (&json!("Leftover soup"), &Value::Null));
    assert_eq!(item["quantity"], json!({ "amount": 1, "unit": "piece" }));
    assert_eq!((&item["expiryKind"], &item["freshness"]), (&json!("best_before"), &json!("use_soon")));
}

#[tokio::test]
async fn a_body_that_does_not_fit_is_told_where() {
    let (service, sara) = (Service::start().await, Person::new());
    let soup = |member: &str, value: Value| {
        let mut body = json!({ "name": "Soup" });
        body[member] = value;
        body
    };
    for (body, pointer) in [
        (json!({}), ""),
        (json!({ "name": "Soup", "gtin": YOGURT }), ""),
        (json!({ "name": "  " }), "/name"),
        (json!({ "name": "x".repeat(201) }), "/name"),
        (soup("expiryKind", json!("use_by")), "/expiryKind"),
        (soup("expiry", json!("2016-11-22")), "/expiry"),
        (soup("expiry", json!("tomorrow")), "/expiry"),
        (soup("quantity", json!({ "amount": 0, "unit": "g" })), "/quantity"),
        (soup("quantity", json!({ "amount": 1_000_000.5, "unit": "g" })), "/quantity"),
        (soup("quantity", json!({ "amount": 1.0005, "unit": "g" })), "/quantity"),
        (soup("quantity", json!({ "amount": 1, "unit": "kg" })), "/quantity"),
        (soup("price", json!({ "amount": -1, "currency": "EUR" })), "/price"),
        (soup("price", json!({ "amount": 1, "currency": "euro" })), "/price"),
        (soup("place", json!("cellar")), "/place"),
        (soup("colour", json!("red")), "/colour"),
    ] {
        let (status, slug, pointers) = service.post(ITEMS).by(&sara).json(&body).await.fault();
        assert_eq!((status, slug.as_str()), (400, "invalid-request"), "{body}");
        assert!(pointers[0].starts_with(pointer), "{body}: {pointers:?}");
    }
    assert_eq!(service.count("SELECT count(*) FROM fridge_events").await, 0);
    // Ten years back is a date, and ten years and a day is a slip.
    service.adds(&sara, &soup("expiry", json!(date(2016, 11, 23)))).await;
}

#[tokio::test]
async fn only_a_signed_in_person_has_a_fridge() {
    let service = Service::start().await;
    assert_eq!(service.get("/api/v1/fridge").send().await.problem(), (401, "sign-in-required".to_owned()));
    assert_eq!(service.get("/api/v1/fridge").send_as_nobody().await.status.as_u16(), 401);
    let mut brand = Person::new().principal();
    brand.roles.clear();
    assert_eq!(
        service.get("/api/v1/fridge").by_principal(brand).send().await.problem(),
        (403, "forbidden".to_owned())
    );
}
