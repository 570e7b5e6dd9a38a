//! What an operator sees of this service. No label names a product, a person or an amount.

use jiff::SignedDuration;
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, histogram::Histogram},
    registry::Registry,
};

use crate::application::digests::Outcome;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Command {
    action: &'static str,
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Digest {
    outcome: &'static str,
}

/// The service's numbers; by default they are counted and shown to nobody.
#[derive(Debug, Clone)]
pub struct Meters {
    commands: Family<Command, Counter>,
    digests: Family<Digest, Counter>,
    lateness: Histogram,
}

/// A digest is to leave within a minute of its hour.
const BUCKETS: [f64; 8] = [5.0, 10.0, 30.0, 60.0, 120.0, 600.0, 3600.0, 21_600.0];

impl Default for Meters {
    fn default() -> Self {
        let lateness = Histogram::new(BUCKETS);
        Self { commands: Family::default(), digests: Family::default(), lateness }
    }
}

impl Meters {
    /// Shows them in this registry.
    pub fn register(&self, registry: &mut Registry) {
        let registry = registry.sub_registry_with_prefix("fridge");
        registry.register("commands", "Commands, by what became of them", self.commands.clone());
        registry.register(
            "digests",
            "Persons whose daily mail was due, by what became of it",
            self.digests.clone(),
        );
        registry.register(
            "digest_lateness_seconds",
            "From the person's hour to the mail server's yes",
            self.lateness.clone(),
        );
    }

    /// A command was carried out, or not.
    pub fn command(&self, action: &'static str, outcome: &'static str) {
        self.commands.get_or_create(&Command { action, outcome }).inc();
    }

    /// Somebody's daily mail was due.
    pub fn digest(&self, outcome: Outcome, late: SignedDuration) {
        self.digests.get_or_create(&Digest { outcome: word(outcome) }).inc();
        if outcome == Outcome::Sent {
            self.lateness.observe(late.as_secs_f64());
        }
    }
}

const fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Sent => "sent",
        Outcome::Refused => "refused",
        Outcome::Unknown => "unknown",
        Outcome::Nothing => "nothing",
        Outcome::NotWanted => "not_wanted",
        Outcome::Unanswered => "unanswered",
        Outcome::Over => "over",
    }
}
