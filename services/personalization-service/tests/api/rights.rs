//! A person's rights: withdrawal, export, erasure, backups.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use axum::http::{Method, StatusCode};
use contracts::{
    Envelope, EventData, SpecVersion, Topic,
    events::{ConsentChanged, ErasureRequested},
};
use jiff::Timestamp;
use messaging::{
    Event,
    inbox::{Outcome, deliver},
    rights,
};
use personalization_service::adapters::{kafka, postgres::PgHolder};
use serde_json::{Value, json};
use service_kit::{
    clock::SystemClock,
    identity::Principal,
    ids::{AccountId, ErasureId, VisitorId},
    rights::conformance::{self, Holder, Planted},
};
use sqlx::PgPool;
use uuid::Uuid;

use crate::service::{MILK, Person, Service, label};

/// A service, the operator's way into its database, and identity-service's voice.
pub(crate) struct World {
    pub(crate) service: Service,
    operator: PgPool,
    versions: Mutex<HashMap<String, i64>>,
}

impl World {
    pub(crate) async fn new() -> Self {
        let service = Service::start().await;
        service.neighbours.knows(MILK, 1, &label(&["milk"]));
        let operator = PgPool::connect_lazy_with(service.database.as_operator());
        Self { service, operator, versions: Mutex::default() }
    }

    fn event<T: EventData>(&self, id: Uuid, stream: &str, data: &T) -> Event {
        let mut versions = self.versions.lock().expect("versions");
        let version = versions.entry(stream.to_owned()).or_default();
        *version += 1;
        let envelope = Envelope {
            specversion: SpecVersion::V1,
            id,
            event_type: T::TYPE.into(),
            source: "identity-service".into(),
            time: Timestamp::now(),
            subject: stream.to_owned(),
            stream_version: *version,
            data_schema: T::SCHEMA_ID.into(),
            data: serde_json::to_value(data).expect("data"),
        };
        Event { topic: Topic::Identity, envelope, traceparent: None }
    }

    async fn hear(&self, event: &Event) -> Outcome {
        let service = &self.service;
        let heard = Some(service.consents.clone());
        let subscription = kafka::identity(service.tombstones.clone(), Arc::new(SystemClock), heard);
        deliver(&service.db, &subscription, event).await.expect("an effect")
    }

    /// identity-service tells of a decision.
    pub(crate) async fn consent_changed(
        &self,
        account: AccountId,
        purpose: &str,
        granted: bool,
        at: Timestamp,
    ) {
        let changed: ConsentChanged = serde_json::from_value(json!({
            "accountId": account, "visitorIds": [], "purpose": purpose, "granted": granted,
            "textVersion": "2026-11", "changedAt": at
        }))
        .expect("an event");
        self.hear(&self.event(Uuid::now_v7(), &account.to_string(), &changed)).await;
    }

    async fn act(&self, person: &Planted, word: &str) -> [StatusCode; 3] {
        let [visitor, _] = person.visitors;
        let person = Person { account: person.account, visitor };
        self.service.neighbours.grants(person.account);
        let body = json!({ "allergies": [{ "allergen": "milk" }], "avoidIngredients": [word] });
        let key = || Uuid::new_v4().to_string();
        let put = self.service.put("/api/v1/health-profile").by(&person).header("idempotency-key", key());
        let put = put.json(&body).await.status;
        let verdict = self.service.verdict(&person, MILK).await.status;
        let compare = self.service.ask(Method::POST, "/api/v1/verdicts").by(&person);
        let compare = compare.header("idempotency-key", key()).json(&json!({ "gtins": [MILK] })).await.status;
        [put, verdict, compare]
    }
}

#[async_trait]
impl Holder for World {
    fn schema(&self) -> &'static str {
        "personalization"
    }

    fn pool(&self) -> &PgPool {
        &self.operator
    }

    async fn plant(&self, person: &Planted) {
        assert_eq!(self.act(person, &person.mark("ingredient")).await, [StatusCode::OK; 3]);
    }

    async fn export(&self, account: AccountId) -> Value {
        let path = format!("/internal/export/{account}");
        let answer = self.service.get(&path).by_principal(Principal::service()).send().await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.body()
    }

    async fn request_erasure(&self, erasure: ErasureId, event: Uuid, person: &Planted) {
        let request = ErasureRequested {
            erasure_id: erasure.as_uuid(),
            account_id: Some(person.account.as_uuid()),
            visitor_ids: person.visitors.iter().map(VisitorId::as_uuid).collect(),
            requested_at: Timestamp::now(),
        };
        self.hear(&self.event(event, &person.account.to_string(), &request)).await;
    }

    async fn confirmations(&self, erasure: ErasureId) -> usize {
        let rows: Vec<Value> = sqlx::query_scalar("SELECT data FROM outbox WHERE stream = $1")
            .bind(erasure.to_string())
            .fetch_all(&self.service.db)
            .await
            .expect("rows");
        for row in &rows {
            assert_eq!(row["service"], "personalization-service");
            assert_eq!(row["removed"], json!({ "profiles": 1, "verdicts": 2 }));
        }
        rows.len()
    }

    async fn act_again(&self, person: &Planted) {
        let [put, verdict, compare] = self.act(person, "something else").await;
        assert_eq!((put, verdict, compare), (StatusCode::GONE, StatusCode::CONFLICT, StatusCode::CONFLICT));
        self.consent_changed(person.account, "health_profile", false, Timestamp::now()).await;
    }

    async fn start(&self) {
        rights::reapply(&self.service.db, &PgHolder, &self.service.tombstones).await.expect("re-applied");
    }
}

#[tokio::test]
async fn a_person_has_their_rights() {
    conformance::hold(&World::new().await).await;
}

#[tokio::test]
async fn an_export_tells_profile_verdicts_and_who_read_them() {
    let world = World::new().await;
    let person = world.service.somebody_with(&json!({ "allergies": [{ "allergen": "milk" }] })).await;
    world.service.verdict(&person, MILK).await;
    let export = world.export(person.account).await;
    assert_eq!(export["service"], "personalization-service");
    assert_eq!(export["healthProfile"]["allergies"][0]["allergen"], "milk");
    assert_eq!(export["verdicts"][0]["reasons"][0]["rule"], "allergy.milk");
    assert!(export["verdicts"][0]["reasons"][0]["text"].is_string());
    let readings = export["readings"].as_array().expect("readings").iter();
    let purposes: Vec<_> = readings.map(|reading| reading["purpose"].as_str().unwrap_or_default()).collect();
    assert!(purposes.contains(&"compute_verdict") && purposes.contains(&"export"), "{purposes:?}");
    let nobody = world.export(AccountId::from_uuid(Uuid::now_v7())).await;
    assert_eq!((&nobody["healthProfile"], &nobody["verdicts"]), (&Value::Null, &json!([])));
}

#[tokio::test]
async fn only_services_may_ask_for_an_export() {
    let world = World::new().await;
    let person = world.service.somebody();
    let path = format!("/internal/export/{}", person.account);
    assert_eq!(world.service.get(&path).by(&person).send().await.problem(), (403, "forbidden".to_owned()));
    assert_eq!(world.service.get(&path).send_as_nobody().await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_erased_browser_is_told_so() {
    let world = World::new().await;
    let person = world.service.somebody_with(&json!({ "diets": ["vegan"] })).await;
    let other = Person { account: AccountId::from_uuid(Uuid::now_v7()), visitor: person.visitor };
    world.service.bury(&other).await;
    let answer = world.service.verdict(&person, MILK).await;
    assert_eq!(answer.problem(), (410, "visitor-erased".to_owned()));
    assert_eq!(answer.header("session-ends"), "visitor");
}

#[test]
fn the_tables_of_messaging_stand_in_the_migrations_as_it_made_them() {
    use messaging::schema::{IDEMPOTENCY, INBOX, OUTBOX, RIGHTS};
    for sql in [OUTBOX, INBOX, RIGHTS, IDEMPOTENCY] {
        messaging::schema::migrations_contain(std::path::Path::new("migrations"), sql).expect("copied");
    }
}
