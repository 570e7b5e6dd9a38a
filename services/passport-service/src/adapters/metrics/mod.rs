//! What an operator sees of this service. No label names a product, a brand or a visitor.

mod catalog;
mod now;
mod scans;
mod sources;

use prometheus_client::registry::Registry;
use sqlx::PgPool;

pub use catalog::CatalogMeter;
pub use now::observe;
pub use scans::ScanMeter;
pub use sources::{SourceMeter, SourceMeters};

use crate::application::arrivals::Arrivals;

/// The service's numbers; by default they are counted and shown to nobody.
#[derive(Debug, Clone, Default)]
pub struct Meters {
    /// Scans by outcome.
    pub scans: ScanMeter,
    /// Reads of the catalog, and what became of sections.
    pub catalog: CatalogMeter,
    /// Requests to outside sources.
    pub sources: SourceMeters,
    stored: now::Stored,
}

impl Meters {
    /// Shows them in this registry.
    #[must_use]
    pub fn registered(registry: &mut Registry, pool: PgPool) -> Self {
        let meters = Self::default();
        meters.scans.register(registry);
        meters.catalog.register(registry);
        meters.sources.register(registry);
        meters.stored.register(registry);
        registry.register_collector(Box::new(now::Pool(pool)));
        meters
    }

    /// Shows what waits to be stored, too.
    pub fn watch(&self, registry: &mut Registry, arrivals: &Arrivals) {
        registry.register_collector(Box::new(now::Waiting(arrivals.clone())));
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use prometheus_client::encoding::text::encode;

    use super::*;
    use crate::{
        adapters::outside::SourceFault,
        domain::{catalog::CatalogEntry, scan::Entry, section::FailureReason},
    };

    fn told(registry: &Registry) -> String {
        let mut text = String::new();
        encode(&mut text, registry).expect("text");
        text
    }

    #[tokio::test]
    async fn what_happens_is_counted_by_outcome() {
        let pool = PgPool::connect_lazy("postgres://nobody@127.0.0.1:1/nothing").expect("a pool");
        let mut registry = Registry::default();
        let meters = Meters::registered(&mut registry, pool);
        meters.scans.recorded(Entry::Typed);
        meters.catalog.read(None);
        let pending = CatalogEntry::pending("08001505005707".parse().expect("a GTIN"));
        meters.catalog.read(Some(&pending));
        meters.catalog.stored(&pending.failed(FailureReason::Timeout, jiff::Timestamp::UNIX_EPOCH));
        let source = meters.sources.of("open_food_facts");
        source.observe(Ok(()), Duration::from_millis(300));
        source.observe(Err(&SourceFault::Timeout), Duration::from_millis(1500));
        source.circuit(true);
        let text = told(&registry);
        for line in [
            "passport_scans_total{entry=\"typed\",outcome=\"recorded\"} 1",
            "passport_catalog_reads_total{outcome=\"absent\"} 1",
            "passport_catalog_reads_total{outcome=\"unknown\"} 1",
            "passport_sections_total{section=\"eco\",outcome=\"timeout\"} 1",
            "passport_source_request_duration_seconds_count{source=\"open_food_facts\",outcome=\"answered\"} 1",
            "passport_source_request_duration_seconds_count{source=\"open_food_facts\",outcome=\"timeout\"} 1",
            "passport_source_circuit_open{source=\"open_food_facts\"} 1",
            "passport_database_connections{state=\"busy\"} 0",
        ] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
    }
}
