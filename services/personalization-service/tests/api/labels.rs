use std::time::{Duration, Instant};

use axum::http::StatusCode;
use contracts::{
    Envelope, EventData, SpecVersion, Topic,
    events::{CatalogChange, CatalogEntryChanged},
};
use jiff::Timestamp;
use messaging::{Event, inbox::deliver};
use personalization_service::adapters::kafka;
use serde_json::json;

use crate::service::{MILK, PASTA, Service, allergic_to_milk, label};

/// The catalog tells of this version.
async fn told(service: &Service, version: i64) {
    let data = CatalogEntryChanged {
        gtin: MILK.to_owned(),
        brand_id: None,
        brand_name: None,
        name: None,
        categories: Vec::new(),
        version,
        label_version: version,
        changes: vec![CatalogChange::Label],
        changed_at: Timestamp::now(),
        retired: false,
    };
    let envelope = Envelope {
        specversion: SpecVersion::V1,
        id: uuid::Uuid::now_v7(),
        event_type: CatalogEntryChanged::TYPE.into(),
        source: "passport-service".into(),
        time: Timestamp::now(),
        subject: MILK.to_owned(),
        stream_version: version,
        data_schema: CatalogEntryChanged::SCHEMA_ID.into(),
        data: serde_json::to_value(&data).expect("data"),
    };
    let event = Event { topic: Topic::Catalog, envelope, traceparent: None };
    deliver(&service.db, &kafka::catalog(), &event).await.expect("an effect");
}

#[tokio::test]
async fn a_label_is_kept_for_a_minute_and_asked_for_again_when_the_catalog_tells_of_another() {
    let service = Service::start().await;
    service.neighbours.knows(MILK, 1, &label(&["milk"]));
    let person = service.somebody_with(&allergic_to_milk()).await;
    for _ in 0..3 {
        assert_eq!(service.verdict(&person, MILK).await.body()["verdict"], "avoid");
    }
    assert_eq!(service.neighbours.asked_about_labels(), 1);
    service.neighbours.knows(MILK, 2, &label(&[]));
    told(&service, 2).await;
    let now = service.verdict(&person, MILK).await.body();
    assert_eq!((&now["verdict"], &now["labelVersion"]), (&json!("good_for_you"), &json!(2)));
    assert_eq!(service.neighbours.asked_about_labels(), 2);
    service.passes(61);
    service.verdict(&person, MILK).await;
    assert_eq!(service.neighbours.asked_about_labels(), 3, "should the catalog's word be lost");
}

#[tokio::test]
async fn the_last_label_is_judged_and_said_to_be_old_while_nobody_answers_even_after_a_restart() {
    let service = Service::start().await;
    service.neighbours.knows(MILK, 1, &label(&["milk"]));
    let person = service.somebody_with(&allergic_to_milk()).await;
    let fetched = service.verdict(&person, MILK).await.body();
    service.neighbours.passport_goes(true);
    told(&service, 2).await;
    let service = service.again_with(crate::service::OLD_KEY);
    let old = service.verdict(&person, MILK).await;
    assert_eq!(old.status, StatusCode::OK, "{}", old.text);
    let old = old.body();
    assert_eq!((&old["verdict"], &old["reasons"]), (&fetched["verdict"], &fetched["reasons"]));
    let as_of: Timestamp = old["stale"]["labelAsOf"].as_str().expect("a date").parse().expect("an instant");
    assert_eq!(as_of.as_second(), service.clock_now().as_second());
    let path = format!("/api/v1/verdicts/{}", old["verdictId"].as_str().expect("an id"));
    assert_eq!(service.get(&path).by(&person).send().await.body(), old, "it stays said");
    assert_eq!(service.verdict(&person, PASTA).await.problem(), (503, "label-unavailable".to_owned()));
    service.neighbours.passport_goes(false);
    assert!(service.verdict(&person, MILK).await.body().get("stale").is_none());
}

#[tokio::test]
async fn a_slow_neighbour_costs_its_budget_and_is_then_left_alone() {
    let service = Service::start().await;
    service.neighbours.knows(MILK, 1, &label(&["milk"]));
    let person = service.somebody_with(&allergic_to_milk()).await;
    service.neighbours.passport_dawdles();
    let began = Instant::now();
    for _ in 0..5 {
        assert_eq!(service.verdict(&person, MILK).await.problem(), (503, "label-unavailable".to_owned()));
    }
    let asked = service.neighbours.asked_about_labels();
    assert!(began.elapsed() < Duration::from_secs(15), "the neighbour takes 20 s for one answer");
    service.verdict(&person, MILK).await;
    assert_eq!(service.neighbours.asked_about_labels(), asked, "it rests");
}
