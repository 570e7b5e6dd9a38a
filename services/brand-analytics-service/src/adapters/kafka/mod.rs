//! What this service follows on Kafka: what crossed the privacy wall, nothing else.

mod releases;

use std::sync::Arc;

use contracts::Topic;
use messaging::Subscription;

use super::metrics::Meters;
use releases::TakeReleases;

/// Every topic that this service reads.
#[must_use]
pub fn subscriptions(meters: &Meters) -> Vec<Subscription> {
    vec![insights(meters.clone())]
}

/// Released numbers, and the ends of their days.
#[must_use]
pub fn insights(meters: Meters) -> Subscription {
    let handler = Arc::new(TakeReleases(meters));
    Subscription { consumer: "brand-analytics-service", topics: vec![Topic::Insights], handler }
}
