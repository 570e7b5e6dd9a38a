//! A source that misbehaves costs its own section only, and never leads anywhere inside.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::http::StatusCode;
use passport_service::adapters::{
    open_food_facts::{client::OpenFoodFacts, live::LiveSource},
    postgres::{ReadBudget, pool},
};
use serde_json::Value;
use service_kit::clock::SystemClock;

use crate::{
    database::Database,
    service::{NoRows, Service, Sources, eventually, visitor},
    source_double::PASTA,
    support::source::{Behaviour, Source},
};

/// A product as the source tells it.
const DOCUMENT: &str = r#"{"code":"8001505005707","status":1,"product":{"code":"8001505005707","product_name":"Fusilli",
        "brands":"Mulino","lang":"it","ingredients_text":"semola di grano duro, latte","allergens_tags":["en:gluten"],
        "nutriments":{"proteins_100g":12},"last_modified_t":1774396800}}"#;

async fn service(source: &Source, reads: u16) -> Service {
    let database = Arc::new(Database::new().await);
    let client = OpenFoodFacts::new(source.url().parse().expect("a URL"), "tests").expect("a client");
    let budget = ReadBudget::new(pool(database.as_service()), "open_food_facts", reads);
    let live = LiveSource::new(client, budget, Arc::new(SystemClock));
    Service::with_sources(database, Sources { products: Arc::new(live), rows: Arc::new(NoRows) }).await
}

/// The product section once it is no longer pending.
async fn settled(service: &Service, code: &str) -> Value {
    let began = Instant::now();
    let answer = service.get(&format!("/product/{code:0>14}")).navigating().send().await;
    assert!(began.elapsed() < Duration::from_secs(10), "a person waited {:?}", began.elapsed());
    assert!(matches!(answer.status, StatusCode::OK | StatusCode::NOT_FOUND), "{answer:?}");
    let who = visitor();
    let path = service.scan(code, who).await.header("location").to_owned();
    let product = async || service.get(&path).by(who).send().await.body()["passport"]["product"].clone();
    eventually("the product is settled", async || product().await["status"] != "pending").await;
    product().await
}

#[tokio::test]
async fn whatever_the_source_does_the_page_comes_in_time_and_says_what_happened() {
    for (behaviour, status, reason) in [
        (Behaviour::late(Duration::from_millis(700), Behaviour::json(200, DOCUMENT)), "loaded", ""),
        (Behaviour::json(500, "{}"), "failed", "source_unavailable"),
        (Behaviour::json(200, "{\"product\": [[["), "failed", "bad_data"),
        (Behaviour::Endless, "failed", "bad_data"),
        (Behaviour::Drip, "failed", "timeout"),
        (Behaviour::Silent, "failed", "timeout"),
        (Behaviour::HangUp, "failed", "source_unavailable"),
        (Behaviour::redirect("http://127.0.0.1:1/admin"), "failed", "bad_data"),
        (Behaviour::json(404, r#"{"code":"8001505005707","status":0}"#), "not_available", ""),
    ] {
        let told = format!("{behaviour:?}");
        let source = Source::start(behaviour).await;
        let service = service(&source, 100).await;
        let product = settled(&service, PASTA).await;
        assert_eq!(product["status"], status, "{told}: {product}");
        assert_eq!(product["reason"].as_str().unwrap_or_default(), reason, "{told}: {product}");
    }
}

#[tokio::test]
async fn a_dead_source_is_left_alone_after_a_while() {
    let source = Source::start(Behaviour::json(503, "{}")).await;
    let service = service(&source, 1_000).await;
    for code in [
        "4006381333931",
        "5449000000996",
        "3017620422003",
        "8076809513753",
        "5000112546415",
        "7622210449283",
        "5410188031072",
        "96385074",
    ] {
        settled(&service, code).await;
    }
    assert!(source.asked() < 8, "asked {} times", source.asked());
}

#[tokio::test]
async fn no_more_is_read_in_a_minute_than_the_source_allows() {
    let source = Source::start(Behaviour::json(404, r#"{"status":0}"#)).await;
    let service = service(&source, 2).await;
    for code in ["4006381333931", "5449000000996", "3017620422003"] {
        settled(&service, code).await;
    }
    assert_eq!(source.asked(), 2);
    eventually("the third question waits its turn", || async {
        service.count("SELECT count(*) FROM catalog_entries WHERE refresh_due IS NOT NULL").await == 1
    })
    .await;
}

#[tokio::test]
async fn what_the_source_states_becomes_a_passport() {
    let source = Source::start(Behaviour::json(200, DOCUMENT)).await;
    let service = service(&source, 100).await;
    let product = settled(&service, PASTA).await;
    assert_eq!(product["data"]["name"], "Fusilli", "{product}");
    assert_eq!(product["data"]["label"]["nutrition"]["protein"], 12.0);
    let contains = product["data"]["label"]["allergens"]["contains"].to_string();
    assert!(contains.contains("milk") && contains.contains("gluten"), "{contains}");
}
