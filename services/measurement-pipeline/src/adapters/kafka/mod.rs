//! What this service follows on Kafka.

mod measure;

use std::sync::Arc;

use contracts::Topic;
use messaging::{Subscription, rights::Erasing};
use service_kit::{clock::Clock, tombstones::Tombstones};

use super::postgres::PgHolder;
use crate::application::{
    intake::Intake,
    ports::{DayKeys, Roots},
};
use measure::Measure;

/// Every topic that this service reads, as one group.
#[must_use]
pub fn subscription(
    keys: &Arc<dyn DayKeys>,
    roots: &Roots,
    tombstones: &Tombstones,
    clock: &Arc<dyn Clock>,
) -> Subscription {
    let measure = Measure::new(Intake::new(keys.clone(), roots.clone()), clock.clone());
    let holder = Arc::new(PgHolder::new(keys.clone(), roots.clone()));
    let handler = Erasing::new(holder, tombstones.clone(), clock.clone(), Arc::new(measure));
    let topics = vec![Topic::Scans, Topic::Verdicts, Topic::Fridge, Topic::Identity, Topic::Catalog];
    Subscription { consumer: "measurement-pipeline", topics, handler: Arc::new(handler) }
}
