//! Reads of the catalog, and what became of the sections that were gathered.

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family},
    registry::Registry,
};

use crate::domain::{
    catalog::CatalogEntry,
    section::{FailureReason, Section},
};

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ReadLabels {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SectionLabels {
    section: &'static str,
    outcome: &'static str,
}

/// Counts reads and sections.
#[derive(Debug, Clone, Default)]
pub struct CatalogMeter {
    reads: Family<ReadLabels, Counter>,
    sections: Family<SectionLabels, Counter>,
}

impl CatalogMeter {
    pub(super) fn register(&self, registry: &mut Registry) {
        let reads = "Reads of catalog entries: of a known product, of one that nobody knows (yet), of one never asked for";
        registry.register("passport_catalog_reads", reads, self.reads.clone());
        let sections = "Sections that a lookup ended, by outcome";
        registry.register("passport_sections", sections, self.sections.clone());
    }

    /// An entry was looked for.
    pub fn read(&self, entry: Option<&CatalogEntry>) {
        let outcome = match entry {
            Some(entry) if entry.is_known() => "known",
            Some(_) => "unknown",
            None => "absent",
        };
        self.reads.get_or_create(&ReadLabels { outcome }).inc();
    }

    /// A lookup left an entry like this.
    pub fn stored(&self, entry: &CatalogEntry) {
        self.section("product", &entry.product);
        self.section("journey", &entry.journey);
        self.section("eco", &entry.eco);
    }

    fn section<T>(&self, section: &'static str, state: &Section<T>) {
        let outcome = match state {
            Section::Pending => return,
            Section::Loaded { .. } => "loaded",
            Section::NotAvailable => "not_available",
            Section::Failed { reason: FailureReason::Timeout, .. } => "timeout",
            Section::Failed { reason: FailureReason::SourceUnavailable, .. } => "source_unavailable",
            Section::Failed { reason: FailureReason::BadData, .. } => "bad_data",
        };
        self.sections.get_or_create(&SectionLabels { section, outcome }).inc();
    }
}
