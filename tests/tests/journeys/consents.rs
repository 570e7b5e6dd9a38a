//! Saying yes, saying no, and the ledger that remembers both.

use std::{fmt::Write as _, sync::Arc};

use jiff::Timestamp;
use reqwest::{Method, Response, StatusCode, header};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::Executor;

use crate::{person::Person, visitor::Visitor, world::World};

impl Visitor {
    /// Decides about a purpose, having read its text in Italian.
    pub(crate) async fn decide(&self, purpose: &str, granted: bool, version: &str) -> Response {
        let request = self.command(Method::PUT, &format!("/api/v1/consents/{purpose}"));
        let request = request.header(header::ACCEPT_LANGUAGE, "it");
        self.send(request.json(&json!({ "granted": granted, "textVersion": version }))).await
    }

    /// How a purpose stands, with the words in Italian.
    pub(crate) async fn consent(&self, purpose: &str) -> Value {
        let request = self.request(Method::GET, "/api/v1/consents").header(header::ACCEPT_LANGUAGE, "it");
        let consents: Value = self.send(request).await.json().await.unwrap();
        let mut items = consents["items"].as_array().unwrap_or_else(|| panic!("{consents}")).iter();
        items.find(|item| item["purpose"] == purpose).unwrap_or_else(|| panic!("{consents}")).clone()
    }

    async fn ledger(&self) -> Vec<Value> {
        self.json("/api/v1/consents/history").await["items"].as_array().unwrap().clone()
    }
}

async fn somebody(world: &World) -> Visitor {
    let visitor = world.visitor();
    visitor.register(&Person::new()).await;
    visitor
}

fn current(consent: &Value) -> (&str, &str) {
    (consent["current"]["version"].as_str().unwrap(), consent["current"]["text"].as_str().unwrap())
}

/// The hash of an entry as ADR 0009 publishes it, computed from what the API tells.
fn hash(account: &str, position: usize, entry: &Value, text: &str) -> String {
    let word = |name: &str| entry[name].as_str().unwrap();
    let at: Timestamp = word("at").parse().unwrap();
    let mut bytes = format!("packytrace-consent:1\naccountId:{account}\nposition:{position}\n");
    let text_hash = hex(&Sha256::digest(text));
    let lines = [
        ("purpose", word("purpose").to_owned()),
        ("granted", entry["granted"].to_string()),
        ("textVersion", word("textVersion").to_owned()),
        ("textHash", text_hash),
        ("locale", word("locale").to_owned()),
        ("channel", word("channel").to_owned()),
        ("at", format!("{at:.6}")),
        ("previousHash", word("previousHash").to_owned()),
    ];
    for (name, value) in lines {
        writeln!(bytes, "{name}:{value}").unwrap();
    }
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) async fn a_consent_is_given_taken_back_and_remembered_in_a_chain(world: Arc<World>) {
    let visitor = somebody(&world).await;
    assert!(visitor.ledger().await.is_empty());
    let consent = visitor.consent("health_profile").await;
    assert_eq!(consent["granted"], false, "nobody has agreed yet: {consent}");
    let (version, text) = current(&consent);
    for granted in [true, false, true] {
        let answer = visitor.decide("health_profile", granted, version).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let now = visitor.consent("health_profile").await;
        assert_eq!(
            (&now["granted"], &now["textVersion"]),
            (&json!(granted), &json!(version)),
            "at once: {now}"
        );
    }
    let account = visitor.account_id().await;
    let entries = visitor.ledger().await;
    let granted: Vec<_> = entries.iter().map(|entry| entry["granted"].as_bool().unwrap()).collect();
    assert_eq!(granted, [true, false, true], "{entries:#?}");
    let mut previous = "0".repeat(64);
    for (index, entry) in entries.iter().enumerate() {
        assert_eq!((&entry["channel"], &entry["locale"]), (&json!("web_app"), &json!("it")), "{entry}");
        assert_eq!(entry["previousHash"], previous, "{entry}");
        assert_eq!(entry["hash"], hash(&account, index + 1, entry, text), "{entry}");
        previous = entry["hash"].as_str().unwrap().to_owned();
    }
}

pub(crate) async fn a_yes_to_words_that_are_not_the_current_ones_is_not_taken(world: Arc<World>) {
    let visitor = somebody(&world).await;
    let answer = visitor.decide("reminders", true, "1999-01").await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let problem: Value = answer.json().await.unwrap();
    assert!(problem["type"].as_str().unwrap().ends_with("/consent-text-outdated"), "{problem}");
    assert_eq!(visitor.consent("reminders").await["granted"], false);
    assert!(visitor.ledger().await.is_empty());
    for (path, body) in [
        ("horoscope", json!({ "granted": true, "textVersion": "2026-11" })),
        ("reminders", json!({ "granted": "yes", "textVersion": "2026-11" })),
        ("reminders", json!({ "granted": true, "textVersion": "2026-11", "account": "me" })),
        ("reminders", json!({ "granted": true })),
    ] {
        let answer = visitor.put(&format!("/api/v1/consents/{path}"), &body).await;
        assert!(answer.status().is_client_error(), "{path} {body}: {}", answer.status());
    }
    assert!(visitor.ledger().await.is_empty());
}

pub(crate) async fn a_decision_said_twice_under_one_key_stands_once(world: Arc<World>) {
    let visitor = somebody(&world).await;
    let consent = visitor.consent("reminders").await;
    let (version, _) = current(&consent);
    let say = |granted: bool| {
        let request = visitor.command(Method::PUT, "/api/v1/consents/reminders");
        let body = json!({ "granted": granted, "textVersion": version });
        visitor.send(request.header("idempotency-key", "a-tap-on-the-switch").json(&body))
    };
    assert_eq!(say(true).await.status(), StatusCode::OK);
    assert_eq!(say(true).await.status(), StatusCode::OK);
    assert_eq!(say(false).await.status(), StatusCode::CONFLICT);
    assert_eq!(visitor.ledger().await.len(), 1);
}

pub(crate) async fn a_ledger_that_was_touched_is_found_out(world: Arc<World>) {
    let visitor = somebody(&world).await;
    let consent = visitor.consent("reminders").await;
    let (version, _) = current(&consent);
    visitor.decide("reminders", true, version).await;
    visitor.decide("reminders", false, version).await;
    let account = visitor.account_id().await;
    let touch = format!(
        "UPDATE identity.consent_entries SET granted = NOT granted WHERE account_id = '{account}' AND position = 1"
    );
    let verify = || world.operate("identity-service", &["verify-ledger"]);
    let whole = verify().await;
    assert!(whole.status.success(), "{}", String::from_utf8_lossy(&whole.stdout));
    let mut superuser = world.superuser("packytrace").await;
    superuser.execute(sqlx::AssertSqlSafe(touch.clone())).await.unwrap();
    let broken = verify().await;
    superuser.execute(sqlx::AssertSqlSafe(touch)).await.unwrap();
    assert!(!broken.status.success(), "{}", String::from_utf8_lossy(&broken.stdout));
    assert!(verify().await.status.success());
}
