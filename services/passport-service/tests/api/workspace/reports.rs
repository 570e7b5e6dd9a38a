use axum::http::Method;
use serde_json::{Value, json};

use super::desk::{CHEESE, Desk, FOREIGN, PASTA, pointers};
use crate::{
    service::{Service, visitor},
    source_double::SourceDouble,
};

const REPORTS: &str = "/api/v1/brand/reports";

async fn report(service: &Service, gtin: &str, body: Value) -> String {
    let answer = service.ask(Method::POST, &format!("/api/v1/products/{gtin}/reports")).json(&body).await;
    assert_eq!(answer.status, 202, "{}", answer.text);
    answer.body()["reportId"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn a_brand_reads_what_shoppers_report_and_nothing_of_the_shoppers() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.publishes(CHEESE).await;
    let shopper = visitor();
    let told = json!({ "reason": "wrong_facts", "comment": "No rennet any more" });
    let path = format!("/api/v1/products/{CHEESE}/reports");
    service.ask(Method::POST, &path).by(shopper).json(&told).await;
    report(&service, PASTA, json!({ "reason": "unknown_product" })).await;
    let page = desk.get(REPORTS).await;
    let items = page.body()["items"].clone();
    assert_eq!(
        items.as_array().map(Vec::len),
        Some(2),
        "of a number under its prefix that nobody knows, too"
    );
    assert_eq!((&items[0]["gtin"], &items[0]["name"]), (&json!(PASTA), &Value::Null));
    assert_eq!((&items[1]["comment"], &items[1]["status"]), (&json!("No rennet any more"), &json!("open")));
    assert!(!page.text.contains(&shopper.to_string()));
    let mut members: Vec<_> = items[1].as_object().expect("a report").keys().cloned().collect();
    members.sort();
    let expected =
        ["answer", "answeredAt", "comment", "gtin", "name", "reason", "reportId", "reportedAt", "status"];
    assert_eq!(members, expected);
    assert_eq!(desk.get(&format!("/api/v1/brand/products/{CHEESE}")).await.body()["openReports"], 1);
}

#[tokio::test]
async fn a_report_is_answered_or_closed() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.publishes(CHEESE).await;
    let id = report(&service, CHEESE, json!({ "reason": "other" })).await;
    let path = format!("{REPORTS}/{id}");
    let wordless = desk.put(&path, &json!({ "status": "answered" })).await;
    assert_eq!((wordless.problem().0, pointers(&wordless)), (400, vec!["/answer".to_owned()]));
    let answered = desk.put(&path, &json!({ "status": "answered", "answer": "Thank you" })).await.body();
    assert_eq!((&answered["status"], &answered["answer"]), (&json!("answered"), &json!("Thank you")));
    assert_eq!(desk.get(&format!("{REPORTS}?status=open")).await.body()["items"], json!([]));
    assert_eq!(
        desk.get(&format!("{REPORTS}?status=settled")).await.body()["items"][0]["reportId"],
        id.as_str()
    );
    let closed = desk.put(&path, &json!({ "status": "closed" })).await.body();
    assert_eq!((&closed["status"], &closed["answer"]), (&json!("closed"), &Value::Null));
    assert_eq!(desk.put(&path, &json!({ "status": "open" })).await.problem().0, 400);
}

#[tokio::test]
async fn another_brands_report_does_not_exist() {
    let service = Service::start(SourceDouble::default()).await;
    let (desk, other) = (Desk::valdoro(&service).await, Desk::other(&service).await);
    other.publishes(FOREIGN).await;
    let id = report(&service, FOREIGN, json!({ "reason": "other" })).await;
    assert_eq!(desk.get(REPORTS).await.body()["items"], json!([]));
    let settle = json!({ "status": "closed" });
    assert_eq!(
        desk.put(&format!("{REPORTS}/{id}"), &settle).await.problem(),
        (404, "unknown-report".to_owned())
    );
    assert_eq!(
        desk.put(&format!("{REPORTS}/x"), &settle).await.problem(),
        (404, "unknown-report".to_owned())
    );
    assert_eq!(other.get(REPORTS).await.body()["items"][0]["status"], "open");
}
