//! What other services say over the broker.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use contracts::{
    Envelope, EventData, SpecVersion, Topic,
    events::{CatalogEntryChanged, ConsentChanged},
};
use fridge_service::adapters::kafka;
use jiff::Timestamp;
use messaging::{
    Event, Subscription,
    inbox::{Outcome, deliver},
};
use serde_json::{Value, json};
use service_kit::{clock::Clock as _, ids::AccountId};
use uuid::Uuid;

use crate::service::Service;

/// A service, and the voices of the others.
pub(crate) struct World {
    pub(crate) service: Service,
    versions: Mutex<HashMap<String, i64>>,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self { service: Service::start().await, versions: Mutex::default() }
    }

    pub(crate) fn event<T: EventData>(&self, id: Uuid, stream: &str, data: &T) -> Event {
        let mut versions = self.versions.lock().expect("versions");
        let version = versions.entry(stream.to_owned()).or_default();
        *version += 1;
        let envelope = Envelope {
            specversion: SpecVersion::V1,
            id,
            event_type: T::TYPE.into(),
            source: if T::ON == Topic::Catalog { "passport-service" } else { "identity-service" }.into(),
            time: Timestamp::now(),
            subject: stream.to_owned(),
            stream_version: *version,
            data_schema: T::SCHEMA_ID.into(),
            data: serde_json::to_value(data).expect("data"),
        };
        Event { topic: T::ON, envelope, traceparent: None }
    }

    pub(crate) async fn hear(&self, event: &Event) -> Outcome {
        let subscription: Subscription = match event.topic {
            Topic::Catalog => kafka::catalog(),
            _ => kafka::identity(self.service.tombstones.clone(), Arc::new(self.service.clock.clone())),
        };
        deliver(&self.service.db, &subscription, event).await.expect("an effect")
    }

    /// identity-service tells of a decision.
    pub(crate) async fn consent_changed(&self, account: AccountId, purpose: &str, granted: bool) {
        let changed: ConsentChanged = serde_json::from_value(json!({
            "accountId": account, "visitorIds": [], "purpose": purpose, "granted": granted,
            "textVersion": "2026-11", "changedAt": self.service.clock.now()
        }))
        .expect("an event");
        self.hear(&self.event(Uuid::now_v7(), &account.to_string(), &changed)).await;
    }

    /// passport-service tells of a product.
    pub(crate) async fn catalog_changed(&self, gtin: &str, name: &str, version: i64, changes: &Value) {
        let changed: CatalogEntryChanged = serde_json::from_value(json!({
            "gtin": gtin, "name": name, "categories": ["en:dairies"], "version": version, "labelVersion": 1,
            "changes": changes, "changedAt": self.service.clock.now(), "retired": false
        }))
        .expect("an event");
        self.hear(&self.event(Uuid::now_v7(), gtin, &changed)).await;
    }
}
