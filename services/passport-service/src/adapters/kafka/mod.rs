//! What this service follows on Kafka.

mod links;

use std::sync::Arc;

use contracts::Topic;
use messaging::{Subscription, rights::Erasing};
use service_kit::{clock::Clock, tombstones::Tombstones};

use super::postgres::PgHolder;
use links::FollowLinks;

/// Accounts: whose a visitor is, and who is to be forgotten.
#[must_use]
pub fn identity(tombstones: Tombstones, clock: Arc<dyn Clock>) -> Subscription {
    let links = Arc::new(FollowLinks::new(tombstones.clone()));
    let handler = Erasing::new(Arc::new(PgHolder), tombstones, clock, links);
    Subscription { consumer: "passport-service", topics: vec![Topic::Identity], handler: Arc::new(handler) }
}
