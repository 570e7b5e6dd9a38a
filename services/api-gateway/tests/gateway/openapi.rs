//! One document for all services, and the page that shows it.

use crate::support::{PATIENCE, Peer, Running, reply};

const DOCUMENT: &str = r##"{ "openapi": "3.1.0", "info": {}, "paths": {
  "/api/v1/scans": { "post": { "summary": "Scans a <code>", "responses": { "201": { "description": "Created" } } } },
  "/api/v1/hidden": { "get": { "responses": {} } }, "/internal/labels/{gtin}": { "get": { "responses": {} } } },
  "components": { "schemas": { "Scan": { "type": "object" } } } }"##;

#[tokio::test]
async fn the_services_documents_are_merged_and_cut_to_what_is_routed() {
    let peer = Peer::scripted(|seen| async move {
        let body = if seen.uri == "/openapi.json" { DOCUMENT } else { "{}" };
        reply(http::StatusCode::OK, &[("content-type", "application/json")], body)
    })
    .await;
    let gateway = Running::before(&peer).await;
    let deadline = std::time::Instant::now() + PATIENCE;
    let document = loop {
        let answer = gateway.ask("GET /api/v1/openapi.json").await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
        if answer.text().contains("Scans a") {
            break answer.json();
        }
        assert!(std::time::Instant::now() < deadline, "the service's document is missing");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    };
    let paths: Vec<_> = document["paths"].as_object().expect("paths").keys().collect();
    let ours = ["/api/v1/session", "/auth/callback", "/auth/login", "/auth/logout", "/auth/register"];
    assert_eq!(paths, [&["/api/v1/scans"], &ours[..]].concat());
    assert!(document["components"]["schemas"]["Scan"].is_object());
    let page = gateway.ask("GET /api/docs\nAccept: text/html").await;
    let text = page.text();
    assert!(text.contains("Scans a &lt;code&gt;") && text.contains("<td>scans</td><td>240</td>"));
    assert!(!text.contains("<script") && !text.contains("//"), "something from elsewhere: {text}");
    assert!(page.header("content-security-policy").expect("a policy").contains("style-src 'self'"));
    assert_eq!(
        gateway.ask("GET /api/docs/style.css").await.header("content-type"),
        Some("text/css; charset=utf-8")
    );
}

#[tokio::test]
async fn a_service_that_is_away_leaves_the_rest_published() {
    let peer = Peer::scripted(|_| async { None }).await;
    let gateway = Running::before(&peer).await;
    assert!(gateway.ask("GET /api/v1/openapi.json").await.json()["paths"]["/api/v1/session"].is_object());
}
