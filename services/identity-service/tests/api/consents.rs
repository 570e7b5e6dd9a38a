use axum::http::{Method, StatusCode};
use jiff::Timestamp;
use serde_json::{Value, json};
use service_kit::{identity::Principal, ids::AccountId};
use sha2::{Digest as _, Sha256};

use crate::service::{Answer, Service, SignedIn, visitor};

const VERSION: &str = "2026-11";

async fn decide(service: &Service, who: &SignedIn, purpose: &str, granted: bool) -> Answer {
    let body = json!({ "granted": granted, "textVersion": VERSION });
    service.put(&format!("/api/v1/consents/{purpose}")).by(who.principal()).json(&body).await
}

async fn stands(service: &Service, who: &SignedIn, purpose: &str) -> Value {
    let body = service.get("/api/v1/consents").by(who.principal()).send().await.body();
    let items = body["items"].as_array().expect("items").clone();
    items.into_iter().find(|item| item["purpose"] == purpose).expect("the purpose")
}

async fn history(service: &Service, who: &SignedIn, query: &str) -> Value {
    service.get(&format!("/api/v1/consents/history{query}")).by(who.principal()).send().await.body()
}

#[tokio::test]
async fn nothing_is_granted_before_somebody_says_so_but_measurement() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    let answer = service.get("/api/v1/consents").by(sara.principal()).send().await;
    let granted: Vec<_> = answer.body()["items"].as_array().expect("items").clone();
    let granted: Vec<_> =
        granted.iter().map(|item| (item["purpose"].clone(), item["granted"].clone())).collect();
    let expected = [("health_profile", false), ("measurement", true), ("reminders", false)];
    assert_eq!(granted, expected.map(|(purpose, granted)| (json!(purpose), json!(granted))));
    let item = stands(&service, &sara, "health_profile").await;
    assert_eq!((&item["since"], &item["textVersion"]), (&Value::Null, &Value::Null));
    assert_eq!(item["current"]["version"], VERSION);
}

#[tokio::test]
async fn the_texts_come_in_the_readers_language() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    for (asked, got, word) in [("it-IT", "it", "Possiamo"), ("de", "de", "Dürfen"), ("fr", "en", "May we")] {
        let answer = service
            .get("/api/v1/consents")
            .by(sara.principal())
            .header("accept-language", asked)
            .send()
            .await;
        assert_eq!(answer.header("content-language"), got);
        let text = answer.body()["items"][0]["current"]["text"].as_str().expect("a text").to_owned();
        assert!(text.contains(word), "{asked}: {text}");
    }
}

#[tokio::test]
async fn a_grant_is_in_force_at_once_and_told_with_every_linked_visitor() {
    let service = Service::start().await;
    let before = visitor();
    let subject = service.directory.knows("sara@example.org", true);
    let sara = service.sign_in(&subject, before).await;
    let answer = decide(&service, &sara, "health_profile", true).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.body()["granted"], true);
    assert_eq!(answer.body(), stands(&service, &sara, "health_profile").await);
    let path = format!("/internal/consents/{}", sara.account);
    let internal = service.get(&path).by(Principal::service()).send().await.body();
    assert_eq!(internal["items"][0]["granted"], true, "{internal}");

    let told = service.told("consent_changed").await;
    let [(stream, data)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(*stream, sara.account.to_string());
    assert_eq!(data["accountId"], sara.account.to_string());
    // Both were linked in one moment: their order is that of their ids.
    let mut linked = [before.to_string(), sara.visitor.to_string()];
    linked.sort();
    assert_eq!(data["visitorIds"], json!(linked));
    assert_eq!((&data["purpose"], &data["granted"]), (&json!("health_profile"), &json!(true)));
}

#[tokio::test]
async fn grant_and_withdrawal_are_a_chain_that_anybody_can_check() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    for granted in [true, false, false, true] {
        let body = json!({ "granted": granted, "textVersion": VERSION });
        let asking = service.put("/api/v1/consents/reminders").by(sara.principal());
        let answer =
            asking.header("accept-language", "it").header("sec-fetch-site", "same-origin").json(&body).await;
        assert_eq!(answer.body()["granted"], granted);
    }
    let entries = history(&service, &sara, "").await["items"].as_array().expect("items").clone();
    let granted: Vec<_> = entries.iter().map(|entry| entry["granted"].clone()).collect();
    assert_eq!(granted, [true, false, true], "saying the same again adds nothing");
    let mut previous = "0".repeat(64);
    for (index, entry) in entries.iter().enumerate() {
        let text = |name: &str| entry[name].as_str().expect("text").to_owned();
        assert_eq!(text("previousHash"), previous);
        assert_eq!((text("channel"), text("locale")), ("web_app".into(), "it".into()));
        let at: Timestamp = text("at").parse().expect("an instant");
        // As docs/adr/0009-consent-chain.md says it, written down here a second time.
        let canonical = format!(
            "packytrace-consent:1\naccountId:{}\nposition:{}\npurpose:reminders\ngranted:{}\ntextVersion:{}\n\
             textHash:{}\nlocale:it\nchannel:web_app\nat:{at:.6}\npreviousHash:{previous}\n",
            sara.account,
            index + 1,
            entry["granted"],
            text("textVersion"),
            text("textHash"),
        );
        previous = Sha256::digest(&canonical).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(text("hash"), previous, "{canonical}");
    }
}

#[tokio::test]
async fn the_history_comes_in_pages() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    for granted in [true, false, true, false, true] {
        decide(&service, &sara, "reminders", granted).await;
    }
    let mut positions = Vec::new();
    let mut query = "?limit=2".to_owned();
    loop {
        let page = history(&service, &sara, &query).await;
        let items = page["items"].as_array().expect("items");
        positions.extend(items.iter().map(|entry| entry["position"].as_i64().expect("a number")));
        let Some(next) = page["next"].as_str() else { break };
        query = format!("?limit=2&cursor={next}");
    }
    assert_eq!(positions, [1, 2, 3, 4, 5]);
    for (query, pointer) in [("?limit=101", "/limit"), ("?limit=0", "/limit"), ("?cursor=x", "/cursor")] {
        let answer =
            service.get(&format!("/api/v1/consents/history{query}")).by(sara.principal()).send().await;
        assert_eq!((answer.problem().0, answer.pointer()), (400, pointer.to_owned()));
    }
}

#[tokio::test]
async fn words_that_changed_are_shown_first() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    let body = json!({ "granted": true, "textVersion": "2019-01" });
    let answer = service.put("/api/v1/consents/health_profile").by(sara.principal()).json(&body).await;
    assert_eq!(answer.problem(), (409, "consent-text-outdated".to_owned()));
    let asking = service.put("/api/v1/consents/health_profile").by(sara.principal());
    let answer = asking.header("accept-language", "it").json(&body).await;
    let listed =
        service.get("/api/v1/consents").by(sara.principal()).header("accept-language", "it").send().await;
    let items = listed.body()["items"].as_array().expect("items").clone();
    let shown = items.iter().find(|item| item["purpose"] == "health_profile").expect("the purpose");
    assert_eq!(answer.body()["current"], shown["current"], "what is to be read comes along");
    assert_eq!(answer.header("content-language"), "it");
    assert_eq!(answer.body()["currentVersion"], VERSION);
    assert_eq!(service.count("SELECT count(*) FROM consent_entries").await, 0);
}

#[tokio::test]
async fn the_same_key_and_body_give_the_same_answer() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    let put = async |granted: bool| {
        let body = json!({ "granted": granted, "textVersion": VERSION });
        let asking = service.put("/api/v1/consents/reminders").by(sara.principal());
        asking.header("idempotency-key", "k1").json(&body).await
    };
    let first = put(true).await;
    decide(&service, &sara, "reminders", false).await;
    assert_eq!(put(true).await.body(), first.body(), "though it was withdrawn since");
    assert_eq!(put(false).await.problem(), (409, "idempotency-key-reused".to_owned()));
    assert_eq!(stands(&service, &sara, "reminders").await["granted"], false);
}

#[tokio::test]
async fn many_decisions_at_once_are_one_chain() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    let purposes = ["health_profile", "measurement", "reminders"];
    let many = (0..12).map(|n| decide(&service, &sara, purposes[n % 3], n % 2 == 0));
    let all = futures_util::future::join_all(many).await;
    assert!(all.iter().all(|answer| answer.status == StatusCode::OK));
    let entries = history(&service, &sara, "?limit=100").await["items"].as_array().expect("items").clone();
    for pair in entries.windows(2) {
        assert_eq!(pair[1]["previousHash"], pair[0]["hash"]);
    }
    assert_eq!(service.told("consent_changed").await.len(), entries.len());
}

#[tokio::test]
async fn bad_input_is_named() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    let put = async |path: &str, body: Value| service.put(path).by(sara.principal()).json(&body).await;
    let path = "/api/v1/consents/health_profile";
    for (body, pointer) in [
        (json!({ "granted": "yes", "textVersion": VERSION }), "/granted"),
        (json!({ "granted": true, "textVersion": VERSION, "purpose": "x" }), "/purpose"),
        (json!({ "granted": true }), ""),
    ] {
        let answer = put(path, body.clone()).await;
        assert_eq!(
            (answer.problem(), answer.pointer()),
            ((400, "invalid-request".into()), pointer.into()),
            "{body}"
        );
    }
    let unknown = put("/api/v1/consents/marketing", json!({ "granted": true, "textVersion": VERSION })).await;
    assert_eq!(unknown.problem(), (404, "unknown-purpose".to_owned()));
}

#[tokio::test]
async fn consents_are_shown_to_the_person_and_to_services_alone() {
    let service = Service::start().await;
    let (sara, marco) = (service.somebody().await, service.somebody().await);
    decide(&service, &sara, "health_profile", true).await;
    assert_eq!(stands(&service, &marco, "health_profile").await["granted"], false);
    assert_eq!(history(&service, &marco, "").await["items"], json!([]));
    let path = format!("/internal/consents/{}", sara.account);
    assert_eq!(service.get(&path).by(sara.principal()).send().await.status, StatusCode::OK);
    assert_eq!(service.get(&path).by(marco.principal()).send().await.problem().0, 403);
    assert_eq!(service.get(&path).by_visitor(sara.visitor).send().await.problem().0, 401);
    for path in ["/api/v1/consents", "/api/v1/consents/history"] {
        assert_eq!(service.get(path).send().await.problem(), (401, "sign-in-required".to_owned()));
    }
    let body = json!({ "granted": true, "textVersion": VERSION });
    let put = service.ask(Method::PUT, "/api/v1/consents/reminders").json(&body).await;
    assert_eq!(put.problem().0, 401);
    let nobody = format!("/internal/consents/{}", AccountId::new_v7(Timestamp::now()));
    let unknown = service.get(&nobody).by(Principal::service()).send().await;
    assert_eq!(unknown.problem(), (404, "unknown-account".to_owned()));
}

#[tokio::test]
async fn an_erased_account_decides_nothing() {
    let service = Service::start().await;
    let mut ghost = service.somebody().await;
    ghost.account = AccountId::new_v7(Timestamp::now());
    let answer = decide(&service, &ghost, "reminders", true).await;
    assert_eq!(answer.problem(), (410, "account-erased".to_owned()));
    assert_eq!(service.get("/api/v1/consents").by(ghost.principal()).send().await.problem().0, 410);
}
