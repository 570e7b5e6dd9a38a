use axum::http::{Method, StatusCode};
use serde_json::json;
use service_kit::{identity::Principal, ids::AccountId};

use crate::{
    service::{Service, visitor},
    source_double::{OATS, PASTA, SourceDouble, stated},
};

#[tokio::test]
async fn a_scan_of_a_known_product_is_complete_at_once() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let answer = service.scan("https://brand.example/01/08001505005707/10/L42?17=261231", visitor()).await;

    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let body = answer.body();
    assert_eq!(body["complete"], true);
    assert_eq!(body["entry"], "typed");
    assert_eq!(body["item"]["gtin"], PASTA);
    assert_eq!(body["item"]["lot"], "L42");
    assert_eq!(body["item"]["serial"], json!(null));
    assert_eq!(body["item"]["expiry"], "2026-12-31");
    assert_eq!(body["item"]["expiryKind"], "use_by");
    assert_eq!(body["passport"]["product"]["data"]["name"], "Fusilli");
    assert_eq!(body["passport"]["product"]["data"]["label"]["allergens"]["contains"], json!(["gluten"]));
    assert_eq!(body["passport"]["eco"]["status"], "not_available");
    assert_eq!(
        answer.header("location"),
        format!("/api/v1/scans/{}", body["scanId"].as_str().expect("an id"))
    );
}

#[tokio::test]
async fn a_scan_is_stored_with_its_event() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let who = visitor();
    service.scan(PASTA, who).await;
    service.scan(PASTA, who).await;

    let rows: Vec<(i64, serde_json::Value)> = sqlx::query_as(
        "SELECT stream_version, data FROM outbox WHERE topic = 'packytrace.scans.v1' ORDER BY stream_version",
    )
    .fetch_all(&service.db)
    .await
    .expect("rows");
    assert_eq!(rows.iter().map(|(version, _)| *version).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(rows[0].1["newVisitor"], true);
    assert_eq!(rows[1].1["newVisitor"], false);
    assert_eq!(rows[0].1["visitorId"], who.to_string());
    assert_eq!(service.count("SELECT count(*) FROM scans").await, 2);
}

#[tokio::test]
async fn a_bad_code_is_told_with_reason_and_place() {
    let service = Service::start(SourceDouble::default()).await;
    let answer = service.scan("8001505005708", visitor()).await;

    assert_eq!(answer.problem(), (400, "invalid-code".to_owned()));
    assert_eq!(answer.body()["reason"], "check_digit");
    assert!(answer.body()["at"].is_number());
    assert_eq!(service.count("SELECT count(*) FROM scans").await, 0);
}

#[tokio::test]
async fn unknown_fields_and_the_resolvers_own_entry_are_refused() {
    let service = Service::start(SourceDouble::default()).await;
    for body in [
        json!({ "raw": PASTA, "entry": "camera_app" }),
        json!({ "raw": PASTA, "entry": "typed", "colour": "red" }),
        json!({ "raw": PASTA }),
    ] {
        let answer = service.ask(Method::POST, "/api/v1/scans").json(&body).await;
        assert_eq!(answer.problem(), (400, "invalid-request".to_owned()), "{body}");
    }
}

#[tokio::test]
async fn only_its_visitor_or_account_sees_a_scan() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let account = AccountId::from_uuid(uuid::Uuid::new_v4());
    let signed_in = |who| Principal { account: Some(account), ..Principal::anonymous(who) };
    let who = visitor();
    let body = json!({ "raw": PASTA, "entry": "image" });
    let made = service.ask(Method::POST, "/api/v1/scans").by_principal(signed_in(who)).json(&body).await;
    let path = made.header("location").to_owned();

    assert_eq!(service.get(&path).by(who).send().await.status, StatusCode::OK);
    let elsewhere = service.get(&path).by_principal(signed_in(visitor())).send().await;
    assert_eq!(elsewhere.status, StatusCode::OK);
    let stranger = service.get(&path).by(visitor()).send().await;
    assert_eq!(stranger.problem(), (404, "unknown-scan".to_owned()));
    let deleted = service.ask(Method::DELETE, &path).by(visitor()).send().await;
    assert_eq!(deleted.problem(), (404, "unknown-scan".to_owned()));
    assert_eq!(service.get("/api/v1/scans/no-id").by(who).send().await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_gets_in_without_an_identity() {
    let service = Service::start(SourceDouble::default()).await;
    for path in ["/api/v1/scans", "/api/v1/products?query=x", "/product/08001505005707", "/01/08001505005707"]
    {
        assert_eq!(service.get(path).send_as_nobody().await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn the_history_is_newest_first_and_comes_in_pages() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    service.knows(stated(OATS, "Oats")).await;
    let who = visitor();
    for gtin in [PASTA, OATS, PASTA] {
        service.scan(gtin, who).await;
    }
    service.scan(OATS, visitor()).await;

    let first = service.get("/api/v1/scans?limit=2").by(who).send().await.body();
    assert_eq!(first["items"][0]["item"]["gtin"], PASTA);
    assert_eq!(first["items"][0]["name"], "Fusilli");
    assert_eq!(first["items"][1]["item"]["gtin"], OATS);
    let path = format!("/api/v1/scans?limit=2&cursor={}", first["next"].as_str().expect("a cursor"));
    let second = service.get(&path).by(who).send().await.body();
    assert_eq!(second["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(second["next"], json!(null));
    let too_many = service.get("/api/v1/scans?limit=101").by(who).send().await;
    assert_eq!(too_many.problem(), (400, "invalid-request".to_owned()));
}

#[tokio::test]
async fn a_deleted_scan_is_gone() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let who = visitor();
    let path = service.scan(PASTA, who).await.header("location").to_owned();

    assert_eq!(service.ask(Method::DELETE, &path).by(who).send().await.status, StatusCode::NO_CONTENT);
    assert_eq!(service.get(&path).by(who).send().await.status, StatusCode::NOT_FOUND);
    assert_eq!(service.get("/api/v1/scans").by(who).send().await.body()["items"], json!([]));
}

#[tokio::test]
async fn the_complete_answer_is_told_to_the_gateway_once() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let who = visitor();
    let body = json!({ "raw": PASTA, "entry": "typed" });
    let posted =
        service.ask(Method::POST, "/api/v1/scans").by(who).header("scan-started-at", "1790000000000000");
    let posted = posted.json(&body).await;

    assert_eq!(posted.header("scan-complete"), "outcome=complete; entry=typed; cached=true");
    assert_eq!(posted.header("scan-started-at"), "1790000000000000");
    let read = service.get(posted.header("location")).by(who).send().await;
    assert_eq!(read.header("scan-complete"), "");
}
