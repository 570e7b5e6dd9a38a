use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use service_kit::ids::VisitorId;

use crate::{
    service::{Answer, Service, visitor},
    source_double::{OATS, PASTA, SourceDouble, stated},
};

async fn scan(service: &Service, who: VisitorId, key: &str, body: &Value) -> Answer {
    service.ask(Method::POST, "/api/v1/scans").by(who).header("idempotency-key", key).json(body).await
}

#[tokio::test]
async fn the_same_key_and_body_give_the_same_scan() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let (who, body) = (visitor(), json!({ "raw": PASTA, "entry": "typed" }));
    let first = scan(&service, who, "k1", &body).await;
    let second = scan(&service, who, "k1", &body).await;

    assert_eq!(second.status, StatusCode::CREATED);
    assert_eq!(second.body(), first.body());
    assert_eq!(second.header("location"), first.header("location"));
    assert_eq!(service.count("SELECT count(*) FROM scans").await, 1);
    assert_eq!(service.count("SELECT count(*) FROM outbox WHERE topic = 'packytrace.scans.v1'").await, 1);
}

#[tokio::test]
async fn the_same_key_with_another_body_is_a_conflict() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let who = visitor();
    scan(&service, who, "k1", &json!({ "raw": PASTA, "entry": "typed" })).await;
    let other = scan(&service, who, "k1", &json!({ "raw": OATS, "entry": "typed" })).await;
    assert_eq!(other.problem(), (409, "idempotency-key-reused".to_owned()));
}

#[tokio::test]
async fn a_key_belongs_to_its_caller() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let body = json!({ "raw": PASTA, "entry": "typed" });
    let first = scan(&service, visitor(), "k1", &body).await;
    let other = scan(&service, visitor(), "k1", &body).await;
    assert_ne!(first.body()["scanId"], other.body()["scanId"]);
}

#[tokio::test]
async fn many_at_once_under_one_key_are_one_scan() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let (who, body) = (visitor(), json!({ "raw": PASTA, "entry": "typed" }));
    let all = futures_util::future::join_all((0..8).map(|_| scan(&service, who, "k1", &body))).await;
    let ids: std::collections::BTreeSet<_> =
        all.iter().map(|answer| answer.body()["scanId"].to_string()).collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(service.count("SELECT count(*) FROM scans").await, 1);
}

#[tokio::test]
async fn a_repeated_report_and_a_repeated_deletion_happen_once() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let who = visitor();
    let report = || {
        let asking = service.ask(Method::POST, "/api/v1/products/8001505005707/reports").by(who);
        async move { asking.header("idempotency-key", "r").json(&json!({ "reason": "wrong_facts" })).await }
    };
    let (first, second) = (report().await, report().await);
    assert_eq!((first.status, second.status), (StatusCode::ACCEPTED, StatusCode::ACCEPTED));
    assert_eq!(first.body(), second.body());
    assert_eq!(service.count("SELECT count(*) FROM reports").await, 1);

    let path = service.scan(PASTA, who).await.header("location").to_owned();
    for _ in 0..2 {
        let deleted = service.ask(Method::DELETE, &path).by(who).header("idempotency-key", "d").send().await;
        assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    }
}
