//! A person's rights: erasure, withdrawal, backups.

use async_trait::async_trait;
use contracts::{Envelope, EventData, SpecVersion, events};
use jiff::{SignedDuration, Timestamp};
use messaging::{Event, inbox::deliver};
use serde_json::{Value, json};
use service_kit::{
    clock::Clock as _,
    ids::{AccountId, ErasureId, VisitorId},
    rights::conformance::{self, Holder, Planted},
};
use sqlx::PgPool;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use uuid::Uuid;

use super::{Instance, at, pipeline::Shared};
use crate::world::{DAY, FIRST_DAY, brand_id, gtin};

struct Rights {
    shared: Shared,
    operator: PgPool,
    instance: Instance,
    versions: Mutex<HashMap<String, i64>>,
}

impl Rights {
    async fn new() -> Self {
        let shared = Shared::new(at(FIRST_DAY * DAY + 3600)).await;
        let (operator, instance) = (shared.operator(), shared.instance());
        let rights = Self { shared, operator, instance, versions: Mutex::default() };
        let product = json!({ "gtin": gtin(0), "brandId": brand_id(0), "version": 1, "labelVersion": 1, "changes": ["created"],
            "changedAt": rights.now(), "retired": false });
        rights.tell::<events::CatalogEntryChanged>(&gtin(0), product).await;
        rights
    }

    fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    fn event<T: EventData>(&self, id: Uuid, stream: &str, data: Value) -> Event {
        let mut versions = self.versions.lock().unwrap_or_else(PoisonError::into_inner);
        let version = versions.entry(format!("{} {stream}", T::TOPIC)).or_default();
        *version += 1;
        let envelope = Envelope {
            specversion: SpecVersion::V1,
            id,
            event_type: T::TYPE.into(),
            source: "a-service".into(),
            time: self.now(),
            subject: stream.to_owned(),
            stream_version: *version,
            data_schema: T::SCHEMA_ID.into(),
            data,
        };
        Event { topic: T::ON, envelope, traceparent: None }
    }

    async fn tell<T: EventData>(&self, stream: &str, data: Value) {
        let event = self.event::<T>(Uuid::now_v7(), stream, data);
        deliver(&self.instance.pool, &self.instance.subscription, &event).await.expect("an effect");
    }

    async fn scans(&self, visitor: VisitorId) {
        let scan = json!({ "scanId": Uuid::now_v7(), "visitorId": visitor, "gtin": gtin(0), "entry": "typed", "newVisitor": true,
            "scannedAt": self.now() });
        self.tell::<events::ProductScanned>(&visitor.to_string(), scan).await;
    }

    async fn decides(&self, visitor: VisitorId, granted: bool) {
        let decision = json!({ "visitorIds": [visitor], "purpose": "measurement", "granted": granted,
            "textVersion": "2026-11", "changedAt": self.now() });
        self.tell::<events::ConsentChanged>(&visitor.to_string(), decision).await;
    }

    /// Every kind of record: facts under each browser, an account, a link, a decision, marks of a day that has closed.
    async fn act(&self, person: &Planted) {
        let [phone, laptop] = person.visitors;
        let account = person.account.to_string();
        self.scans(phone).await;
        self.scans(laptop).await;
        let saved = json!({ "itemId": Uuid::now_v7(), "accountId": person.account, "visitorId": phone, "gtin": gtin(0),
            "at": self.now(), "place": "fridge", "quantity": { "amount": 1, "unit": "piece" } });
        self.tell::<events::ItemAdded>(&account, saved).await;
        let registered = json!({ "accountId": person.account, "registeredAt": self.now() });
        self.tell::<events::AccountRegistered>(&account, registered).await;
        let linked = json!({ "visitorId": laptop, "accountId": person.account, "linkedAt": self.now() });
        self.tell::<events::VisitorLinked>(&laptop.to_string(), linked).await;
        self.decides(laptop, true).await;
    }

    async fn held(&self) -> [i64; 5] {
        let count = |table| self.instance.count(table);
        [
            count("facts").await,
            count("registrations").await,
            count("links").await,
            count("decisions").await,
            count("marks").await,
        ]
    }
}

#[async_trait]
impl Holder for Rights {
    fn schema(&self) -> &'static str {
        "measurement"
    }

    fn pool(&self) -> &PgPool {
        &self.operator
    }

    async fn plant(&self, person: &Planted) {
        self.act(person).await;
    }

    /// Nobody can be asked: what is held are pseudonyms of three days.
    async fn export(&self, _account: AccountId) -> Value {
        Value::Null
    }

    async fn request_erasure(&self, erasure: ErasureId, event: Uuid, person: &Planted) {
        let request = json!({ "erasureId": erasure, "accountId": person.account, "visitorIds": person.visitors,
            "requestedAt": self.now() });
        let stream = person.account.to_string();
        let event = self.event::<events::ErasureRequested>(event, &stream, request);
        deliver(&self.instance.pool, &self.instance.subscription, &event).await.expect("an effect");
    }

    async fn confirmations(&self, erasure: ErasureId) -> usize {
        let rows: Vec<Value> = sqlx::query_scalar("SELECT data FROM outbox WHERE stream = $1")
            .bind(erasure.to_string())
            .fetch_all(&self.instance.pool)
            .await
            .expect("rows");
        for row in &rows {
            assert_eq!(row["service"], "measurement-pipeline");
            assert_eq!(row["removed"], json!({ "facts": 3, "registrations": 2, "decisions": 1, "marks": 0 }));
        }
        // Of what names nobody, the other person's is left.
        assert_eq!(self.held().await, [3, 1, 1, 1, 0]);
        rows.len()
    }

    async fn act_again(&self, person: &Planted) {
        self.act(person).await;
        assert_eq!(self.held().await, [3, 1, 1, 1, 0]);
    }

    async fn start(&self) {
        assert_eq!(self.held().await, [6, 2, 2, 2, 0], "the backup had both");
        self.shared.instance().start().await;
        // Accounts made and links go as a whole: nothing tells whose they are.
        assert_eq!(self.held().await, [3, 0, 0, 1, 0]);
    }
}

#[tokio::test]
async fn a_person_is_forgotten_as_promised() {
    conformance::hold(&Rights::new().await).await;
}

#[tokio::test]
async fn who_withdraws_was_never_here_and_who_agrees_again_begins_anew() {
    let rights = Rights::new().await;
    let visitor = VisitorId::new_v7(rights.now());
    rights.scans(visitor).await;
    rights.shared.set_clock(at((FIRST_DAY + 3) * DAY + 3600));
    rights.instance.close().await;
    assert_eq!(rights.held().await, [0, 0, 0, 0, 1], "a mark stays of who was here");
    rights.scans(visitor).await;
    rights.shared.clock.advance(SignedDuration::from_secs(60));
    rights.decides(visitor, false).await;
    assert_eq!(rights.held().await, [0, 0, 0, 1, 0], "open days and marks forget them");
    rights.shared.clock.advance(SignedDuration::from_secs(60));
    rights.scans(visitor).await;
    rights.shared.clock.advance(SignedDuration::from_secs(60));
    rights.decides(visitor, true).await;
    rights.scans(visitor).await;
    rights.shared.set_clock(at((FIRST_DAY + 6) * DAY));
    rights.instance.close().await;
    let withdrawn: i64 = sqlx::query_scalar("SELECT sum(facts)::bigint FROM drops WHERE why = 'withdrawn'")
        .fetch_one(&rights.instance.pool)
        .await
        .unwrap();
    assert_eq!(withdrawn, 2, "one as they withdrew, one before they agreed again");
    assert_eq!(rights.held().await[4], 1);
}
