//! Products that the catalog knows.

use std::sync::Arc;

use reqwest::{StatusCode, header};

use crate::{gtins::MOZZARELLA, visitor::eventually, world::World};

pub(crate) async fn a_typed_code_of_a_known_product_shows_its_passport(world: Arc<World>) {
    let visitor = world.visitor();
    let scan = visitor.scan(&MOZZARELLA[1..]).await;
    let scan = visitor.complete(scan).await;
    let (item, passport) = (&scan["item"], &scan["passport"]);
    assert_eq!(item["gtin"], MOZZARELLA);
    assert_eq!(item["lot"], serde_json::Value::Null);
    let product = &passport["product"];
    assert_eq!(product["status"], "loaded", "{passport}");
    assert_eq!(product["data"]["brand"]["name"], "Valdoro");
    assert_eq!(product["data"]["label"]["allergens"]["contains"], serde_json::json!(["milk"]));
    assert!(product["data"]["facts"].as_array().unwrap().iter().any(|fact| fact["source"] == "brand"));
    assert_eq!(passport["journey"]["status"], "loaded");
    assert!(passport["journey"]["data"]["steps"].as_array().unwrap().len() >= 3);
    let eco = &passport["eco"];
    assert_eq!(eco["status"], "loaded");
    let points: i64 =
        eco["data"]["parts"].as_array().unwrap().iter().map(|part| part["points"].as_i64().unwrap()).sum();
    assert_eq!(points, eco["data"]["score"].as_i64().unwrap(), "the parts add up to the score");
}

pub(crate) async fn a_deep_link_leads_to_the_page_with_lot_and_expiry_and_records_one_scan(
    world: Arc<World>,
) {
    let visitor = world.visitor();
    let redirect = visitor.navigate(&format!("/01/{MOZZARELLA}/10/L2611A?17=261231")).await;
    assert_eq!(redirect.status(), StatusCode::TEMPORARY_REDIRECT);
    let location = redirect.headers()[header::LOCATION].to_str().unwrap().to_owned();
    assert!(location.starts_with(&format!("/product/{MOZZARELLA}?scan=")), "{location}");
    assert!(location.ends_with("&17=261231"), "the query is passed on: {location}");
    let history = eventually("the scan is recorded", || async {
        let history = visitor.history().await;
        (!history.is_empty()).then_some(history)
    })
    .await;
    for _ in 0..3 {
        assert_eq!(visitor.navigate(&location).await.status(), StatusCode::OK);
    }
    let after = visitor.history().await;
    assert_eq!(after.len(), 1, "reading the page makes no further scan");
    let item = &history[0]["item"];
    assert_eq!(
        (&item["lot"], &item["expiry"], &item["expiryKind"]),
        (&"L2611A".into(), &"2026-12-31".into(), &"use_by".into())
    );
}

pub(crate) async fn the_page_tells_the_facts_without_script(world: Arc<World>) {
    let page = world.visitor().navigate(&format!("/product/{MOZZARELLA}")).await;
    assert_eq!(page.status(), StatusCode::OK);
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe-inline"), "{policy}");
    let html = page.text().await.unwrap();
    for expected in
        ["<title>Mozzarella", "application/ld+json", "packytrace-facts", "packytrace-data", "Valdoro"]
    {
        assert!(html.contains(expected), "no {expected} in the page");
    }
}

pub(crate) async fn search_forgives_a_typing_error(world: Arc<World>) {
    let found: serde_json::Value =
        world.visitor().get("/api/v1/products?query=mozarela&limit=5").await.json().await.unwrap();
    let gtins: Vec<_> =
        found["items"].as_array().unwrap().iter().map(|item| item["gtin"].as_str().unwrap()).collect();
    assert!(gtins.contains(&MOZZARELLA), "{found}");
}

pub(crate) async fn short_gtins_lead_to_the_long_form(world: Arc<World>) {
    let answer = world.visitor().get(&format!("/api/v1/products/{}", &MOZZARELLA[1..])).await;
    assert_eq!(answer.status(), StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.headers()[header::LOCATION], format!("/api/v1/products/{MOZZARELLA}"));
}
