//! What an operator sees of this service. No label names a product, a person, a level or a rule.

use std::time::Duration;

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, histogram::Histogram},
    registry::Registry,
};

use crate::application::{labels::Told, past_verdicts::Replayed};

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Label {
    label: &'static str,
}

/// The service's numbers; by default they are counted and shown to nobody.
#[derive(Debug, Clone)]
pub struct Meters {
    questions: Family<Outcome, Counter>,
    labels: Family<Label, Counter>,
    replays: Family<Outcome, Counter>,
    seconds: Histogram,
}

/// A verdict is to be there within 60 ms.
const BUCKETS: [f64; 9] = [0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.25, 1.0, 2.5];

impl Default for Meters {
    fn default() -> Self {
        let seconds = Histogram::new(BUCKETS);
        Self { questions: Family::default(), labels: Family::default(), replays: Family::default(), seconds }
    }
}

impl Meters {
    /// Shows them in this registry.
    pub fn register(&self, registry: &mut Registry) {
        let registry = registry.sub_registry_with_prefix("personalization");
        registry.register(
            "questions",
            "Questions for a verdict, by what became of them",
            self.questions.clone(),
        );
        registry.register(
            "labels",
            "Labels that verdicts were made of, by how they were come by",
            self.labels.clone(),
        );
        registry.register(
            "replays",
            "Verdicts read again, by whether their rules still say the same",
            self.replays.clone(),
        );
        registry.register("question_duration_seconds", "Time to a verdict", self.seconds.clone());
    }

    /// A question was answered, or not: the slug of its problem.
    pub fn question(&self, outcome: &'static str, took: Duration) {
        self.questions.get_or_create(&Outcome { outcome }).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    /// A label was used.
    pub fn label(&self, told: Told) {
        let label = match told {
            Told::Kept => "kept",
            Told::Now => "asked",
            Told::Before(_) => "old",
        };
        self.labels.get_or_create(&Label { label }).inc();
    }

    /// A stored verdict was read again.
    pub fn replay(&self, replayed: Replayed) {
        let outcome = match replayed {
            Replayed::Same => "same",
            Replayed::Different => "different",
            Replayed::NoPolicy => "no_policy",
        };
        self.replays.get_or_create(&Outcome { outcome }).inc();
    }
}
