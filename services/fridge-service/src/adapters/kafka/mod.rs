//! What this service follows on Kafka.

mod catalog;
mod consents;

use std::sync::Arc;

use contracts::Topic;
use messaging::{Subscription, rights::Erasing};
use service_kit::{clock::Clock, tombstones::Tombstones};

use super::postgres::PgHolder;
use catalog::FollowCatalog;
use consents::FollowConsents;

/// Every topic that this service reads.
#[must_use]
pub fn subscriptions(tombstones: &Tombstones, clock: &Arc<dyn Clock>) -> Vec<Subscription> {
    vec![identity(tombstones.clone(), clock.clone()), catalog()]
}

/// Accounts: who agreed to reminders, and who is to be forgotten.
#[must_use]
pub fn identity(tombstones: Tombstones, clock: Arc<dyn Clock>) -> Subscription {
    let consents = Arc::new(FollowConsents(clock.clone()));
    let handler = Arc::new(Erasing::new(Arc::new(PgHolder), tombstones, clock, consents));
    Subscription { consumer: "fridge-service", topics: vec![Topic::Identity], handler }
}

/// The catalog: what products are called, and what about them their holders should know.
#[must_use]
pub fn catalog() -> Subscription {
    let handler = Arc::new(FollowCatalog);
    Subscription { consumer: "fridge-service.products", topics: vec![Topic::Catalog], handler }
}
