//! What other services tell.

mod confirmations;
mod first_seen;

use std::sync::Arc;

use contracts::Topic;
use messaging::{consumer::Subscription, rights::Forgetting};
use service_kit::{clock::Clock, tombstones::Tombstones};

use super::tombstones::ErasedByTombstones;
use crate::application::ports::Erased;

/// Every topic that this service reads.
#[must_use]
pub fn subscriptions(tombstones: &Tombstones, clock: &Arc<dyn Clock>) -> Vec<Subscription> {
    let erased: Arc<dyn Erased> = Arc::new(ErasedByTombstones::new(tombstones.clone()));
    let first_seen = Arc::new(first_seen::FirstSeen(erased));
    vec![
        Subscription {
            consumer: "identity-service.first-seen",
            topics: vec![Topic::Scans],
            handler: Arc::new(Forgetting::new(tombstones.clone(), first_seen)),
        },
        Subscription {
            consumer: "identity-service.erasures",
            topics: vec![Topic::Erasures],
            handler: Arc::new(confirmations::Confirmations(clock.clone())),
        },
    ]
}
