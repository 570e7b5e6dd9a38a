use axum::http::StatusCode;

use crate::service::Service;

#[tokio::test]
async fn anybody_may_read_the_published_rules() {
    let service = Service::start().await;
    let all = service.get("/api/v1/rule-policies").send().await.body();
    let items = all["items"].as_array().expect("policies");
    assert!(items.len() >= 2, "{all}");
    for policy in items {
        let path = format!("/api/v1/rule-policies/{}", policy["version"].as_str().expect("a version"));
        assert_eq!(service.get(&path).send().await.body(), *policy);
    }
    assert_eq!(all["current"], items.last().expect("one")["version"]);
    for wrong in ["2020-01", "newest"] {
        let answer = service.get(&format!("/api/v1/rule-policies/{wrong}")).send().await;
        assert_eq!(answer.problem(), (404, "unknown-policy".to_owned()));
    }
    assert_eq!(service.get("/api/v1/rule-policies").send_as_nobody().await.status, StatusCode::UNAUTHORIZED);
}
