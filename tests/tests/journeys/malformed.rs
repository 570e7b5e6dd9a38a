//! Codes and requests that cannot be right.

use std::sync::Arc;

use reqwest::{StatusCode, header};
use serde_json::{Value, json};

use crate::world::World;

pub(crate) async fn a_wrong_code_is_answered_with_reason_and_place(world: Arc<World>) {
    let visitor = world.visitor();
    for (raw, reason) in [
        ("9521234500019", "check_digit"),
        ("12345", "length"),
        ("https://example.org/01/09521234500019", "check_digit"),
        ("https://example.org/about", "not_a_gs1_code"),
    ] {
        let answer = visitor.post("/api/v1/scans", &json!({ "raw": raw, "entry": "typed" })).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{raw}");
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json");
        let problem: Value = answer.json().await.unwrap();
        assert!(problem["type"].as_str().unwrap().ends_with("/invalid-code"), "{problem}");
        assert_eq!(problem["reason"], reason, "{raw}: {problem}");
        assert!(problem.get("at").is_some(), "{problem}");
    }
    assert_eq!(visitor.history().await.len(), 0, "no scan of a code that is none");
}

pub(crate) async fn a_deep_link_with_a_wrong_check_digit_is_a_page_in_words(world: Arc<World>) {
    let page = world.visitor().navigate("/01/09521234500019").await;
    assert_eq!(page.status(), StatusCode::BAD_REQUEST);
    assert!(page.headers()[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/html"));
    assert!(page.text().await.unwrap().contains("invalid_code"));
    let program = world.visitor().get("/01/09521234500019").await;
    assert_eq!(program.status(), StatusCode::BAD_REQUEST);
    assert_eq!(program.headers()[header::CONTENT_TYPE], "application/problem+json");
}

pub(crate) async fn requests_with_unknown_fields_are_refused(world: Arc<World>) {
    let body = json!({ "raw": "9521234500018", "entry": "typed", "visitorId": "me" });
    let answer = world.visitor().post("/api/v1/scans", &body).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let problem: Value = answer.json().await.unwrap();
    assert_eq!(problem["errors"][0]["pointer"], "/visitorId", "{problem}");
}
