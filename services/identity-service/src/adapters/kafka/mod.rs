//! What other services tell.

mod first_seen;

use std::sync::Arc;

use contracts::Topic;
use messaging::consumer::Subscription;

use crate::application::ports::Erased;

/// Every topic that this service reads.
#[must_use]
pub fn subscriptions(erased: &Arc<dyn Erased>) -> Vec<Subscription> {
    vec![Subscription {
        consumer: "identity-service.first-seen",
        topics: vec![Topic::Scans],
        handler: Arc::new(first_seen::FirstSeen(erased.clone())),
    }]
}
