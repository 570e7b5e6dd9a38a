//! Requests to outside sources: how they ended, how long they took, and whether a source is left alone.

use std::time::Duration;

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};

use crate::adapters::outside::SourceFault;

/// From an answer at once to the whole budget of 1.5 s.
const EDGES: [f64; 8] = [0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    source: &'static str,
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SourceLabels {
    source: &'static str,
}

/// The numbers of every source.
#[derive(Debug, Clone)]
pub struct SourceMeters {
    requests: Family<RequestLabels, Histogram, fn() -> Histogram>,
    circuits: Family<SourceLabels, Gauge>,
}

impl Default for SourceMeters {
    fn default() -> Self {
        Self { requests: Family::new_with_constructor(|| Histogram::new(EDGES)), circuits: Family::default() }
    }
}

/// The numbers of one source.
#[derive(Debug, Clone)]
pub struct SourceMeter {
    source: &'static str,
    meters: SourceMeters,
}

impl SourceMeters {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register_with_unit(
            "passport_source_request_duration",
            "Requests to outside sources, a retry included; `resting` were not sent",
            Unit::Seconds,
            self.requests.clone(),
        );
        registry.register(
            "passport_source_circuit_open",
            "1 while a source that failed is left alone",
            self.circuits.clone(),
        );
    }

    /// Those of this source.
    #[must_use]
    pub fn of(&self, source: &'static str) -> SourceMeter {
        SourceMeter { source, meters: self.clone() }
    }
}

impl SourceMeter {
    /// A request ended.
    pub fn observe(&self, outcome: Result<(), &SourceFault>, took: Duration) {
        let outcome = match outcome {
            Ok(()) => "answered",
            Err(SourceFault::Timeout) => "timeout",
            Err(SourceFault::Unavailable { .. }) => "unavailable",
            Err(SourceFault::BadData(_)) => "bad_data",
        };
        self.count(outcome, took);
    }

    /// A request was not sent: the source is left alone.
    pub fn resting(&self) {
        self.count("resting", Duration::ZERO);
    }

    /// Whether the source is left alone from now on.
    pub fn circuit(&self, open: bool) {
        self.meters.circuits.get_or_create(&SourceLabels { source: self.source }).set(open.into());
    }

    fn count(&self, outcome: &'static str, took: Duration) {
        let labels = RequestLabels { source: self.source, outcome };
        self.meters.requests.get_or_create(&labels).observe(took.as_secs_f64());
    }
}
