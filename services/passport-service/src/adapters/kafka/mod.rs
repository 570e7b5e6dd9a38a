//! What this service follows on Kafka.

mod brands;
mod links;

use std::sync::Arc;

use contracts::Topic;
use messaging::{Subscription, rights::Erasing};
use service_kit::{clock::Clock, tombstones::Tombstones};

use super::postgres::PgHolder;
use brands::FollowBrands;
use links::FollowLinks;

/// Accounts and brands: whose a visitor is, who is to be forgotten, and which products are whose.
#[must_use]
pub fn identity(tombstones: Tombstones, clock: Arc<dyn Clock>) -> Subscription {
    let links = Arc::new(FollowLinks::new(tombstones.clone()));
    let followed = Arc::new(FollowBrands::new(links));
    let handler = Erasing::new(Arc::new(PgHolder), tombstones, clock, followed);
    Subscription { consumer: "passport-service", topics: vec![Topic::Identity], handler: Arc::new(handler) }
}
