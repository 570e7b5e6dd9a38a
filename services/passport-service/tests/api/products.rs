use axum::http::{Method, StatusCode};
use serde_json::json;
use service_kit::identity::Principal;

use crate::{
    service::{Service, visitor},
    source_double::{OATS, PASTA, SourceDouble, stated, stated_by_brand},
};

#[tokio::test]
async fn a_product_is_read_without_a_scan() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let answer = service.get(&format!("/api/v1/products/{PASTA}")).send().await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body()["gtin"], PASTA);
    assert_eq!(answer.header("etag"), format!("\"{}\"", answer.body()["version"]));
    assert_eq!(service.count("SELECT count(*) FROM scans").await, 0);

    let again =
        service.get(&format!("/api/v1/products/{PASTA}")).header("if-none-match", answer.header("etag"));
    assert_eq!(again.send().await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn shorter_gtins_lead_to_fourteen_digits() {
    let service = Service::start(SourceDouble::default()).await;
    let answer = service.get("/api/v1/products/8001505005707?x=1").send().await;
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.header("location"), "/api/v1/products/08001505005707?x=1");
    let wrong = service.get("/api/v1/products/8001505005708").send().await;
    assert_eq!(wrong.problem(), (400, "invalid-code".to_owned()));
}

#[tokio::test]
async fn search_finds_names_brands_prefixes_and_forgives_typing_errors() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli integrali")).await;
    service.knows(stated(OATS, "Crème d'avoine")).await;
    let search = async |query: &str| {
        let body = service.get(&format!("/api/v1/products?query={query}&limit=5")).send().await.body();
        body["items"]
            .as_array()
            .expect("items")
            .iter()
            .map(|i| i["gtin"].as_str().unwrap_or("").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(search("fusilli").await, [PASTA]);
    assert_eq!(search("fusili%20integrali").await, [PASTA], "a letter is missing");
    assert_eq!(search("creme").await, [OATS], "without the accent");
    assert_eq!(search("fus").await, [PASTA], "still typing");
    assert_eq!(search("mulino").await.len(), 2, "by brand");
    assert_eq!(search("80015050").await, [PASTA], "by the first digits");
    assert_eq!(search("%27%20%7C%20%3A*%20%21").await, Vec::<String>::new(), "operators mean nothing");
}

#[tokio::test]
async fn a_report_is_taken_with_its_event_and_without_its_comment_in_it() {
    let service = Service::start(SourceDouble::default()).await;
    let body = json!({ "reason": "unknown_product", "comment": "bought in Turin" });
    let answer = service.ask(Method::POST, &format!("/api/v1/products/{PASTA}/reports")).json(&body).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.text);
    let event: serde_json::Value =
        sqlx::query_scalar("SELECT data FROM outbox WHERE topic = 'packytrace.scans.v1'")
            .fetch_one(&service.db)
            .await
            .expect("an event");
    assert_eq!(event["reason"], "unknown_product");
    assert!(!event.to_string().contains("Turin"));
    let boring = json!({ "reason": "boring" });
    let wrong = service.ask(Method::POST, &format!("/api/v1/products/{PASTA}/reports")).json(&boring).await;
    assert_eq!(wrong.problem(), (400, "invalid-request".to_owned()));
}

#[tokio::test]
async fn the_brand_outranks_the_community_whose_statement_stays_readable() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Pasta")).await;
    service.knows(stated_by_brand(PASTA, "Fusilli di semola", Vec::new())).await;
    let passport = service.get(&format!("/api/v1/products/{PASTA}")).send().await.body();
    assert_eq!(passport["product"]["data"]["name"], "Fusilli di semola");
    assert_eq!(passport["version"], 2);
    let sources = service.get(&format!("/api/v1/products/{PASTA}/sources")).send().await.body();
    let names: Vec<_> =
        sources["items"].as_array().expect("items").iter().map(|s| s["product"]["name"].clone()).collect();
    assert_eq!(names, [json!("Fusilli di semola"), json!("Pasta")]);
    assert_eq!(service.scan(PASTA, visitor()).await.body()["complete"], true);
}

#[tokio::test]
async fn services_read_a_label_with_its_own_version_and_nobody_else_does() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let path = format!("/internal/labels/{PASTA}");
    let answer = service.get(&path).by_principal(Principal::service()).send().await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let (label, passport) =
        (answer.body(), service.get(&format!("/api/v1/products/{PASTA}")).send().await.body());
    let product = &passport["product"]["data"];
    assert_eq!((&label["gtin"], &label["labelVersion"]), (&json!(PASTA), &json!(1)));
    assert_eq!((&label["label"], &label["facts"]), (&product["label"], &product["facts"]));
    assert_eq!(service.get(&path).send().await.problem(), (403, "forbidden".to_owned()));
    let unknown =
        service.get("/internal/labels/00000096385074").by_principal(Principal::service()).send().await;
    assert_eq!(unknown.problem(), (503, "label-pending".to_owned()), "the sources are asked meanwhile");
}
