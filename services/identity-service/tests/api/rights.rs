//! Export and erasure.

use std::sync::Mutex;

use async_trait::async_trait;
use axum::http::{Method, StatusCode};
use contracts::{Envelope, EventData, SpecVersion, Topic, events::ErasureConfirmed};
use identity_service::{
    adapters::{kafka, overdue::Watch, postgres::PgHolder},
    application::erasures::CarryOn,
    domain::account::Subject,
};
use jiff::{SignedDuration, Timestamp};
use messaging::{Event, inbox::deliver, rights};
use prometheus_client::{encoding::text::encode, registry::Registry};
use serde_json::{Value, json};
use service_kit::{
    identity::Principal,
    ids::{AccountId, ErasureId},
    rights::conformance::{self, Holder, Planted},
};
use sqlx::{PgPool, postgres::PgPoolOptions};
use uuid::Uuid;

use crate::service::{Answer, Service, SignedIn, visitor};

const ACCOUNT: &str = "/api/v1/account";

async fn erase(service: &Service, somebody: &SignedIn) -> Answer {
    service.ask(Method::DELETE, ACCOUNT).by(somebody.principal()).send().await
}

fn erasure_of(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.text);
    answer.body()["erasureId"].as_str().expect("an id").to_owned()
}

async fn receipt(service: &Service, erasure: &str) -> Value {
    let answer = service.get(&format!("/api/v1/erasures/{erasure}")).by_visitor(visitor()).send().await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.body()
}

async fn confirm(service: &Service, erasure: &str, holder: &str) {
    let data = ErasureConfirmed {
        erasure_id: erasure.parse().expect("an id"),
        service: holder.into(),
        removed: [("scans".to_owned(), 1)].into(),
        confirmed_at: Timestamp::now(),
    };
    let envelope = Envelope {
        specversion: SpecVersion::V1,
        id: Uuid::now_v7(),
        event_type: ErasureConfirmed::TYPE.into(),
        source: holder.into(),
        time: Timestamp::now(),
        subject: erasure.to_owned(),
        stream_version: 1,
        data_schema: ErasureConfirmed::SCHEMA_ID.into(),
        data: serde_json::to_value(&data).expect("data"),
    };
    let subscriptions = kafka::subscriptions(&service.tombstones, &service.carry_on.clock);
    let reads = subscriptions.iter().find(|one| one.topics.contains(&Topic::Erasures)).expect("a consumer");
    let event = Event { topic: Topic::Erasures, envelope, traceparent: None };
    deliver(&service.db, reads, &event).await.expect("an effect");
}

async fn carry_on(service: &Service) {
    service.carry_on.all_due().await.expect("carried on");
}

/// Everything is due at once: for tests of what follows a wait.
async fn hurry(service: &Service) {
    sqlx::query("UPDATE erasures SET due_at = now() WHERE completed_at IS NULL")
        .execute(&service.db)
        .await
        .expect("due");
    carry_on(service).await;
}

#[tokio::test]
async fn an_erasure_is_complete_when_everybody_has_confirmed_and_not_before() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    let begun = erase(&service, &sara).await;
    assert_eq!(begun.header("session-ends"), "account");
    let erasure = erasure_of(&begun);
    assert_eq!(erasure_of(&erase(&service, &sara).await), erasure, "asked twice, it is one");
    carry_on(&service).await;

    assert!(!service.directory.is_enabled(&sara.subject), "nobody signs in any more");
    assert!(service.directory.knows_of(&sara.subject), "deleted last");
    let told = service.told("erasure_requested").await;
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].0.as_str(), &told[0].1["erasureId"]),
        (sara.account.to_string().as_str(), &json!(erasure))
    );
    assert_eq!(
        told[0].1["visitorIds"].as_array().map(Vec::len),
        Some(2),
        "the browser's old and new visitor"
    );

    confirm(&service, &erasure, "passport-service").await;
    carry_on(&service).await;
    let halfway = receipt(&service, &erasure).await;
    assert_eq!(halfway["status"], "in_progress");
    let services: Vec<_> = halfway["services"].as_array().expect("services").iter().collect();
    assert_eq!(services.len(), 3);
    assert!(
        services.iter().all(|one| one["confirmedAt"].is_null() != (one["service"] == "passport-service"))
    );
    assert_eq!(service.count("SELECT count(*) FROM accounts").await, 1);

    confirm(&service, &erasure, "fridge-service").await;
    carry_on(&service).await;
    let done = receipt(&service, &erasure).await;
    assert_eq!(done["status"], "completed", "{done}");
    assert!(done["services"].as_array().expect("services").iter().all(|one| one["confirmedAt"].is_string()));
    assert!(done["eventLogClearedBy"].is_string());
    assert!(!service.directory.knows_of(&sara.subject));
    assert_eq!(service.count("SELECT count(*) FROM accounts").await, 0);
    assert_eq!(erase(&service, &sara).await.problem(), (410, "account-erased".to_owned()));
}

#[tokio::test]
async fn only_a_fresh_sign_in_erases() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    let mut stale = sara.principal();
    stale.auth_time = Some(Timestamp::now() - SignedDuration::from_mins(6));
    let refused = service.ask(Method::DELETE, ACCOUNT).by(stale).send().await;
    assert_eq!(refused.problem(), (401, "reauthentication-required".to_owned()));
    let anonymous = service.ask(Method::DELETE, ACCOUNT).by_visitor(visitor()).send().await;
    assert_eq!(anonymous.problem(), (401, "sign-in-required".to_owned()));
    assert_eq!(service.count("SELECT count(*) FROM erasures").await, 0);
}

#[tokio::test]
async fn keycloak_away_holds_an_erasure_up_and_loses_none() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    service.directory.goes(true);
    let erasure = erasure_of(&erase(&service, &sara).await);
    carry_on(&service).await;
    assert_eq!(
        service.told("erasure_requested").await.len(),
        0,
        "nothing is told before nothing new can arrive"
    );
    let again = json!({ "sub": sara.subject.as_str(), "visitor": visitor(), "authTime": Timestamp::now() });
    assert_eq!(service.tell(&again).await.problem(), (410, "account-erased".to_owned()));

    service.directory.goes(false);
    hurry(&service).await;
    assert_eq!(service.told("erasure_requested").await.len(), 1);
    for holder in ["passport-service", "fridge-service"] {
        confirm(&service, &erasure, holder).await;
    }
    service.directory.goes(true);
    hurry(&service).await;
    assert_eq!(receipt(&service, &erasure).await["status"], "in_progress", "the person is still in Keycloak");
    service.directory.goes(false);
    hurry(&service).await;
    assert_eq!(receipt(&service, &erasure).await["status"], "completed");
}

#[tokio::test]
async fn whoever_dies_between_two_steps_another_goes_on() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    let erasure = erasure_of(&erase(&service, &sara).await);
    let load = async || {
        service
            .carry_on
            .erasures
            .load(erasure.parse().expect("an id"))
            .await
            .expect("loaded")
            .expect("in progress")
    };
    // Told, and dead before it was noted: it is told again.
    let before = load().await;
    carry_on(&service).await;
    sqlx::query("UPDATE erasures SET barred_at = NULL, published_at = NULL")
        .execute(&service.db)
        .await
        .expect("put back");
    assert_eq!(load().await.barred, before.barred);
    hurry(&service).await;
    assert_eq!(service.told("erasure_requested").await.len(), 2);
    for holder in ["passport-service", "fridge-service"] {
        confirm(&service, &erasure, holder).await;
    }
    // Own records gone, and dead before Keycloak was asked.
    service.carry_on.erasures.remove(&load().await, Timestamp::now()).await.expect("removed");
    hurry(&service).await;
    assert_eq!(receipt(&service, &erasure).await["status"], "completed");
}

#[tokio::test]
async fn a_browser_is_erased_without_its_account() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    let begun = service.ask(Method::DELETE, "/api/v1/visitor").by(sara.principal()).send().await;
    assert_eq!(begun.header("session-ends"), "visitor");
    let erasure = erasure_of(&begun);
    carry_on(&service).await;
    let told = service.told("erasure_requested").await;
    assert_eq!(told[0].0, sara.visitor.to_string());
    assert_eq!((told[0].1.get("accountId"), &told[0].1["visitorIds"]), (None, &json!([sara.visitor])));
    for holder in ["passport-service", "fridge-service"] {
        confirm(&service, &erasure, holder).await;
    }
    carry_on(&service).await;
    assert_eq!(receipt(&service, &erasure).await["status"], "completed");
    assert!(service.directory.is_enabled(&sara.subject));
    assert_eq!(service.count("SELECT count(*) FROM accounts").await, 1);
    assert!(service.erased.visitor(sara.visitor).expect("read"));
}

#[tokio::test]
async fn an_overdue_erasure_shows_in_the_metrics() {
    let service = Service::start().await;
    erasure_of(&erase(&service, &service.somebody().await).await);
    let mut registry = Registry::default();
    let CarryOn { erasures, holders, clock, .. } = service.carry_on.clone();
    let watch = Watch::new(erasures, holders, clock, SignedDuration::ZERO, &mut registry);
    watch.look().await.expect("counted");
    let mut text = String::new();
    encode(&mut text, &registry).expect("metrics");
    assert!(text.contains("erasures_overdue 1") && text.contains("erasures_in_progress 1"), "{text}");
    assert_eq!(service.count("SELECT count(*) FROM erasures WHERE overdue_told").await, 1);
}

#[tokio::test]
async fn nobody_knows_of_an_erasure_without_its_id() {
    let service = Service::start().await;
    for id in [Uuid::now_v7().to_string(), "mine".to_owned()] {
        let answer = service.get(&format!("/api/v1/erasures/{id}")).send().await;
        assert_eq!(answer.problem(), (404, "unknown-erasure".to_owned()));
    }
}

async fn export(service: &Service, somebody: &SignedIn) -> Answer {
    let asked = service.ask(Method::POST, "/api/v1/account/exports").by(somebody.principal()).send().await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", asked.text);
    let path = asked.header("location").to_owned();
    assert!(path.ends_with(asked.body()["exportId"].as_str().expect("an id")));
    service.get(&path).by(somebody.principal()).send().await
}

#[tokio::test]
async fn an_export_waits_for_whoever_has_not_answered_and_names_them() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    service.other.goes(true);
    service.directory.goes(true);
    let waiting = export(&service, &sara).await;
    assert_eq!(waiting.status, StatusCode::ACCEPTED);
    assert_eq!(waiting.header("retry-after"), "2");
    assert_eq!(waiting.body()["waitingFor"], json!(["passport-service", "sign-in"]));

    service.other.goes(false);
    service.directory.goes(false);
    let whole = export(&service, &sara).await;
    assert_eq!(whole.status, StatusCode::OK, "{}", whole.text);
    let body = whole.body();
    assert_eq!(body["format"], "packytrace-export/1");
    assert_eq!(body["signIn"]["name"], "Sara Esempio");
    assert_eq!(body["services"]["passport-service"]["account"], sara.account.to_string());
    assert_eq!(body["services"]["identity-service"]["visitors"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn an_export_is_its_owners_alone_and_one_that_breaks_off_is_none() {
    let service = Service::start().await;
    let (sara, ben) = (service.somebody().await, service.somebody().await);
    let asked = service.ask(Method::POST, "/api/v1/account/exports").by(sara.principal()).send().await;
    let stranger = service.get(asked.header("location")).by(ben.principal()).send().await;
    assert_eq!(stranger.problem(), (404, "unknown-export".to_owned()));
    let nobody = service.get(asked.header("location")).by_visitor(sara.visitor).send().await;
    assert_eq!(nobody.problem(), (401, "sign-in-required".to_owned()));
    service.other.breaks();
    let broken = service.get(asked.header("location")).by(sara.principal());
    assert!(broken.send_whole().await.is_none(), "the reader notices");
}

/// Identity-service under the shared test: persons are planted by signing in.
struct World {
    service: Service,
    operator: PgPool,
    people: Mutex<Vec<(AccountId, SignedIn)>>,
    erasure: Mutex<Option<String>>,
}

impl World {
    async fn new() -> Self {
        let service = Service::start().await;
        let operator =
            PgPoolOptions::new().max_connections(2).connect_lazy_with(service.database.as_operator());
        Self { service, operator, people: Mutex::default(), erasure: Mutex::default() }
    }

    fn person(&self, account: AccountId) -> SignedIn {
        let people = self.people.lock().expect("people");
        people.iter().find(|(planted, _)| *planted == account).expect("planted").1.clone()
    }

    fn subject(&self, person: &Planted) -> Subject {
        self.person(person.account).subject
    }

    async fn decide(&self, somebody: &SignedIn) -> Answer {
        let consents = self.service.get("/api/v1/consents").by(somebody.principal()).send().await.body();
        let items = consents["items"].as_array().cloned().unwrap_or_default();
        let version = items.iter().find(|item| item["purpose"] == "reminders");
        let version = version.map_or(json!("2026-11"), |item| item["current"]["version"].clone());
        let body = json!({ "granted": true, "textVersion": version });
        let asking = self.service.put("/api/v1/consents/reminders").by(somebody.principal());
        asking.header("idempotency-key", Uuid::new_v4().to_string()).json(&body).await
    }
}

#[async_trait]
impl Holder for World {
    fn schema(&self) -> &'static str {
        "identity"
    }

    fn pool(&self) -> &PgPool {
        &self.operator
    }

    async fn plant(&self, person: &Planted) {
        let subject = self.service.directory.knows(&format!("{}@example.org", person.mark("mail")), true);
        self.service.sign_in(&subject, person.visitors[0]).await;
        let region = self.service.put("/api/v1/visitor/region").by_visitor(person.visitors[1]);
        assert!(region.json(&json!({ "region": "IT-25" })).await.status.is_success());
        let last = self.service.sign_in(&subject, person.visitors[1]).await;
        person.expect(subject.as_str());
        person.expect(last.account.to_string());
        person.expect(last.visitor.to_string());
        for visitor in person.visitors {
            person.expect(visitor.to_string());
        }
        assert!(self.decide(&last).await.status.is_success());
        let asked =
            self.service.ask(Method::POST, "/api/v1/account/exports").by(last.principal()).send().await;
        assert_eq!(asked.status, StatusCode::ACCEPTED);
        self.people.lock().expect("people").push((person.account, last));
    }

    async fn export(&self, account: AccountId) -> Value {
        let answer = export(&self.service, &self.person(account)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.body()
    }

    /// Here erasures begin: the person asks, and everybody confirms, twice.
    async fn request_erasure(&self, _: ErasureId, _: Uuid, person: &Planted) {
        let asked = erase(&self.service, &self.person(person.account)).await;
        if asked.status == StatusCode::ACCEPTED {
            *self.erasure.lock().expect("an erasure") = Some(erasure_of(&asked));
        }
        carry_on(&self.service).await;
        let erasure = self.erasure.lock().expect("an erasure").clone().expect("begun");
        for holder in ["passport-service", "fridge-service"] {
            confirm(&self.service, &erasure, holder).await;
        }
        carry_on(&self.service).await;
    }

    async fn confirmations(&self, _: ErasureId) -> usize {
        let erasure = self.erasure.lock().expect("an erasure").clone().expect("begun");
        let receipt = receipt(&self.service, &erasure).await;
        assert_eq!(receipt["status"], "completed");
        let services = receipt["services"].as_array().cloned().unwrap_or_default();
        services.iter().filter(|one| one["service"] == "identity-service").count()
    }

    async fn act_again(&self, person: &Planted) {
        let (subject, gone) = (self.subject(person), self.person(person.account));
        let body =
            json!({ "sub": subject.as_str(), "visitor": person.visitors[0], "authTime": Timestamp::now() });
        assert_eq!(self.service.tell(&body).await.problem(), (410, "account-erased".to_owned()));
        assert_eq!(self.decide(&gone).await.problem(), (410, "account-erased".to_owned()));
        let choice = self.service.put("/api/v1/visitor/measurement").by(Principal::anonymous(gone.visitor));
        let refused = choice.json(&json!({ "allowed": false })).await;
        assert_eq!(refused.problem(), (410, "visitor-erased".to_owned()));
        assert_eq!(refused.header("session-ends"), "visitor");
        // Somebody else signs in with a browser of theirs.
        let other = self.service.directory.knows("carla@example.org", true);
        let carla = self.service.sign_in(&other, person.visitors[0]).await;
        assert_ne!(carla.visitor, person.visitors[0]);
    }

    async fn start(&self) {
        rights::reapply(&self.service.db, &PgHolder, &self.service.tombstones).await.expect("re-applied");
    }
}

#[tokio::test]
async fn a_person_has_their_rights() {
    conformance::hold(&World::new().await).await;
}
