//! Scans by how they came in and what became of them.

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family},
    registry::Registry,
};

use crate::domain::scan::Entry;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    entry: &'static str,
    outcome: &'static str,
}

/// Counts scans.
#[derive(Debug, Clone, Default)]
pub struct ScanMeter(Family<Labels, Counter>);

impl ScanMeter {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register("passport_scans", "Scans by entry and outcome", self.0.clone());
    }

    /// A scan was stored.
    pub fn recorded(&self, entry: Entry) {
        self.count(entry, "recorded");
    }

    /// The same scan came again under its idempotency key.
    pub fn repeated(&self, entry: Entry) {
        self.count(entry, "repeated");
    }

    /// Nothing may be stored: its person was erased, or its key was used for another scan.
    pub fn refused(&self, entry: Entry) {
        self.count(entry, "refused");
    }

    /// A scan could not be stored this time.
    pub fn failed(&self, entry: Entry) {
        self.count(entry, "failed");
    }

    fn count(&self, entry: Entry, outcome: &'static str) {
        self.0.get_or_create(&Labels { entry: entry.as_str(), outcome }).inc();
    }
}
