use axum::http::StatusCode;
use serde_json::{Value, json};
use service_kit::{identity::Principal, ids::VisitorId};

use crate::service::{Answer, Service, SignedIn, visitor};

async fn allow(service: &Service, by: Principal, allowed: bool) {
    let answer = service.put("/api/v1/visitor/measurement").by(by).json(&json!({ "allowed": allowed })).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
}

async fn account_allows(service: &Service, who: &SignedIn, granted: bool) {
    let body = json!({ "granted": granted, "textVersion": "2026-11" });
    let answer = service.put("/api/v1/consents/measurement").by(who.principal()).json(&body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
}

async fn is_allowed(service: &Service, by: Principal) -> Value {
    service.get("/api/v1/visitor").by(by).send().await.body()["measurement"]["allowed"].clone()
}

/// What measurement was last told about the visitor.
async fn last_told(service: &Service, visitor: VisitorId) -> Option<Value> {
    let told = service.told("consent_changed").await;
    let about = |data: &Value| {
        data["purpose"] == "measurement"
            && data["visitorIds"].as_array().is_some_and(|ids| ids.contains(&json!(visitor)))
    };
    told.into_iter().map(|(_, data)| data).rfind(about).map(|data| data["granted"].clone())
}

#[tokio::test]
async fn anyone_sees_what_their_browser_chose() {
    let service = Service::start().await;
    let answer = service.get("/api/v1/visitor").send().await;
    let expected = json!({ "measurement": { "allowed": true, "browserSignal": false }, "region": null });
    assert_eq!(answer.body(), expected);
    let signal = service.get("/api/v1/visitor").header("sec-gpc", "1").send().await;
    assert_eq!(signal.body()["measurement"]["browserSignal"], true);
    assert_eq!(service.get("/api/v1/visitor").send_as_nobody().await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn one_tap_stops_measurement_and_is_told_once() {
    let service = Service::start().await;
    let (one, other) = (visitor(), visitor());
    for allowed in [false, false, true, true, false] {
        allow(&service, Principal::anonymous(one), allowed).await;
    }
    assert_eq!(is_allowed(&service, Principal::anonymous(one)).await, false);
    assert_eq!(is_allowed(&service, Principal::anonymous(other)).await, true);
    let told = service.told("consent_changed").await;
    let granted: Vec<_> = told.iter().map(|(_, data)| data["granted"].clone()).collect();
    assert_eq!(granted, [false, true, false]);
    let (stream, data) = &told[0];
    assert_eq!(*stream, one.to_string());
    assert_eq!((&data["visitorIds"], &data["accountId"]), (&json!([one]), &Value::Null));
}

#[tokio::test]
async fn what_a_browser_chose_goes_with_it_when_it_is_linked() {
    let service = Service::start().await;
    let before = visitor();
    allow(&service, Principal::anonymous(before), false).await;
    let region =
        service.put("/api/v1/visitor/region").by_visitor(before).json(&json!({ "region": "IT-25" })).await;
    assert_eq!(region.status, StatusCode::NO_CONTENT);
    let subject = service.directory.knows("sara@example.org", true);
    let sara = service.sign_in(&subject, before).await;
    let now = service.get("/api/v1/visitor").by(sara.principal()).send().await.body();
    assert_eq!(now["measurement"]["allowed"], false);
    assert_eq!(now["region"], "IT-25");
    assert_eq!(last_told(&service, sara.visitor).await, Some(json!(false)));
}

#[tokio::test]
async fn an_account_that_said_no_says_it_for_every_browser_now_and_later() {
    let service = Service::start().await;
    let subject = service.directory.knows("sara@example.org", true);
    let first = service.sign_in(&subject, visitor()).await;
    account_allows(&service, &first, false).await;
    assert_eq!(last_told(&service, first.visitor).await, Some(json!(false)));
    let later = visitor();
    let second = service.sign_in(&subject, later).await;
    for id in [later, second.visitor] {
        assert_eq!(last_told(&service, id).await, Some(json!(false)), "{id}");
    }
    assert_eq!(is_allowed(&service, second.principal()).await, false);
}

#[tokio::test]
async fn a_browser_that_said_no_stays_unmeasured_when_its_account_says_yes() {
    let service = Service::start().await;
    let subject = service.directory.knows("sara@example.org", true);
    let phone = service.sign_in(&subject, visitor()).await;
    let desk = service.sign_in(&subject, visitor()).await;
    allow(&service, phone.principal(), false).await;
    account_allows(&service, &desk, false).await;
    account_allows(&service, &desk, true).await;
    assert_eq!(last_told(&service, phone.visitor).await, Some(json!(false)));
    assert_eq!(last_told(&service, desk.visitor).await, Some(json!(true)));
    assert_eq!(is_allowed(&service, phone.principal()).await, false);
    assert_eq!(is_allowed(&service, desk.principal()).await, true);
    allow(&service, phone.principal(), true).await;
    assert_eq!(last_told(&service, phone.visitor).await, Some(json!(true)));
}

#[tokio::test]
async fn a_region_is_remembered_and_told_to_the_gateway() {
    let service = Service::start().await;
    let one = visitor();
    let put = async |region: Value| -> Answer {
        service.put("/api/v1/visitor/region").by_visitor(one).json(&json!({ "region": region })).await
    };
    let kept = async || service.get("/api/v1/visitor").by_visitor(one).send().await.body()["region"].clone();
    let answer = put(json!("IT-25")).await;
    assert_eq!((answer.status, answer.header("visitor-region")), (StatusCode::NO_CONTENT, "IT-25"));
    assert_eq!(kept().await, "IT-25");
    for wrong in [json!("XX-1"), json!("it-25"), json!("Lombardia"), json!("")] {
        let answer = put(wrong.clone()).await;
        assert_eq!((answer.problem().0, answer.pointer()), (400, "/region".to_owned()), "{wrong}");
    }
    let gone = put(Value::Null).await;
    assert_eq!((gone.status, gone.header("visitor-region")), (StatusCode::NO_CONTENT, ""));
    assert!(gone.headers.contains_key("visitor-region"));
    assert_eq!(kept().await, Value::Null);
}

#[tokio::test]
async fn bad_input_is_named_and_keys_are_kept() {
    let service = Service::start().await;
    for (path, body, pointer) in [
        ("/api/v1/visitor/measurement", json!({ "allowed": "no" }), "/allowed"),
        ("/api/v1/visitor/measurement", json!({ "allowed": true, "all": 1 }), "/all"),
        ("/api/v1/visitor/measurement", json!({}), ""),
        ("/api/v1/visitor/region", json!({}), ""),
        ("/api/v1/visitor/region", json!({ "region": 5 }), "/region"),
    ] {
        let answer = service.put(path).json(&body).await;
        assert_eq!((answer.problem().0, answer.pointer()), (400, pointer.to_owned()), "{path} {body}");
    }
    let one = visitor();
    let put = async |allowed: bool| {
        let asking =
            service.put("/api/v1/visitor/measurement").by_visitor(one).header("idempotency-key", "k");
        asking.json(&json!({ "allowed": allowed })).await
    };
    assert_eq!(put(false).await.status, StatusCode::NO_CONTENT);
    allow(&service, Principal::anonymous(one), true).await;
    assert_eq!(put(false).await.status, StatusCode::NO_CONTENT, "the same answer");
    assert_eq!(is_allowed(&service, Principal::anonymous(one)).await, true, "and no second effect");
    assert_eq!(put(true).await.problem(), (409, "idempotency-key-reused".to_owned()));
}

#[tokio::test]
async fn an_erased_browser_leaves_nothing_here_by_its_old_cookie() {
    let service = Service::start().await;
    let (subject, old) = (service.directory.knows("sara@example.org", true), visitor());
    service.bury(&subject, old).await;
    for (path, body) in [
        ("/api/v1/visitor/measurement", json!({ "allowed": false })),
        ("/api/v1/visitor/region", json!({ "region": "IT-25" })),
    ] {
        let answer = service.put(path).by_visitor(old).json(&body).await;
        assert_eq!(answer.problem(), (410, "visitor-erased".to_owned()));
    }
    assert_eq!(service.count("SELECT count(*) FROM visitors").await, 0);
}
