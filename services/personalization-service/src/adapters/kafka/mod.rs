//! What this service follows on Kafka.

mod catalog;
mod consents;

use std::sync::Arc;

use contracts::Topic;
use messaging::{Subscription, rights::Erasing};
use service_kit::{clock::Clock, tombstones::Tombstones};

use super::{peers::PeerConsents, postgres::PgHolder};
use catalog::OutdateLabels;
use consents::FollowConsents;

/// Every topic that this service reads. `heard` forgets at once what it believes of a consent that changed.
#[must_use]
pub fn subscriptions(
    tombstones: &Tombstones,
    clock: &Arc<dyn Clock>,
    heard: Option<PeerConsents>,
) -> Vec<Subscription> {
    vec![identity(tombstones.clone(), clock.clone(), heard), catalog()]
}

/// Accounts: whose consent was withdrawn, and who is to be forgotten.
#[must_use]
pub fn identity(tombstones: Tombstones, clock: Arc<dyn Clock>, heard: Option<PeerConsents>) -> Subscription {
    let consents = Arc::new(FollowConsents(heard));
    let handler = Arc::new(Erasing::new(Arc::new(PgHolder), tombstones, clock, consents));
    Subscription { consumer: "personalization-service", topics: vec![Topic::Identity], handler }
}

/// The catalog: which labels are old.
#[must_use]
pub fn catalog() -> Subscription {
    let handler = Arc::new(OutdateLabels);
    Subscription { consumer: "personalization-service.labels", topics: vec![Topic::Catalog], handler }
}
