//! What an operator sees of a consumer.

use std::sync::atomic::AtomicU64;

use contracts::Topic;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};

use crate::inbox::Outcome;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByTopic {
    topic: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByOutcome {
    topic: String,
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByPartition {
    topic: String,
    partition: i32,
}

#[derive(Debug, Clone, Default)]
pub(super) struct ConsumerMetrics {
    events: Family<ByOutcome, Counter>,
    failures: Family<ByTopic, Counter>,
    dead_letters: Family<ByTopic, Counter>,
    lag: Family<ByPartition, Gauge>,
    parked: Gauge,
    parked_age: Gauge<f64, AtomicU64>,
}

impl ConsumerMetrics {
    /// The caller gives the prefix.
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register("events", "Records by what became of them", self.events.clone());
        registry.register("failures", "Tries that gave an event no effect", self.failures.clone());
        registry.register("dead_letters", "Records sent to the dead letters", self.dead_letters.clone());
        registry.register("lag_events", "Records of the partition that are still to come", self.lag.clone());
        registry.register("parked_events", "Events that wait for their predecessor", self.parked.clone());
        registry.register_with_unit(
            "parked_age",
            "Age of the oldest parked event",
            Unit::Seconds,
            self.parked_age.clone(),
        );
    }

    pub(super) fn received(&self, topic: Topic, outcome: Outcome) {
        let (outcome, released) = match outcome {
            Outcome::Handled { released } => ("handled", released),
            Outcome::Skipped => ("skipped", 0),
            Outcome::Parked => ("parked", 0),
        };
        self.events.get_or_create(&ByOutcome { topic: topic.to_string(), outcome }).inc();
        if released > 0 {
            let released_label = ByOutcome { topic: topic.to_string(), outcome: "released" };
            self.events.get_or_create(&released_label).inc_by(released as u64);
        }
    }

    pub(super) fn retried(&self, topic: Topic) {
        self.failures.get_or_create(&ByTopic { topic: topic.to_string() }).inc();
    }

    pub(super) fn died(&self, topic: Topic) {
        self.dead_letters.get_or_create(&ByTopic { topic: topic.to_string() }).inc();
    }

    /// A negative lag is not known yet.
    pub(super) fn lag(&self, topic: &str, partition: i32, lag: i64) {
        if lag >= 0 {
            self.lag.get_or_create(&ByPartition { topic: topic.to_owned(), partition }).set(lag);
        }
    }

    pub(super) fn parked_now(&self, events: i64, age: f64) {
        self.parked.set(events);
        self.parked_age.set(age);
    }
}
