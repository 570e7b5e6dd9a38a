//! What is so at this moment: connections, what waits, what was imported.

use std::{fmt, time::Duration};

use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric as _},
    metrics::{MetricType, counter::ConstCounter, family::Family, gauge::ConstGauge, gauge::Gauge},
    registry::Registry,
};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;
use tracing::debug;

use super::Meters;
use crate::application::arrivals::Arrivals;

const EVERY: Duration = Duration::from_secs(15);

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct StateLabels {
    state: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ImportLabels {
    kind: String,
}

/// The pool of database connections.
#[derive(Debug)]
pub(super) struct Pool(pub(super) PgPool);

impl Collector for Pool {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let connections: Family<StateLabels, Gauge> = Family::default();
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let idle = self.0.num_idle();
        let open = self.0.size() as usize;
        let states = [("idle", idle), ("busy", open.saturating_sub(idle))];
        for (state, number) in states {
            connections.get_or_create(&StateLabels { state }).set(count(number));
        }
        let help = "Open connections to the database, by state";
        let metric =
            encoder.encode_descriptor("passport_database_connections", help, None, MetricType::Gauge)?;
        connections.encode(metric)?;
        let most = i64::from(self.0.options().get_max_connections());
        let help = "The most connections that may be open";
        let metric = encoder.encode_descriptor(
            "passport_database_connections_limit",
            help,
            None,
            MetricType::Gauge,
        )?;
        ConstGauge::new(most).encode(metric)
    }
}

/// Scans that wait to be stored.
pub(super) struct Waiting(pub(super) Arrivals);

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Waiting")
    }
}

impl Collector for Waiting {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let waiting = i64::try_from(self.0.waiting()).unwrap_or(i64::MAX);
        let help = "Scans that were answered and wait to be stored";
        let metric = encoder.encode_descriptor("passport_scans_waiting", help, None, MetricType::Gauge)?;
        ConstGauge::new(waiting).encode(metric)?;
        let help = "Scans that were not recorded because too many waited";
        let metric = encoder.encode_descriptor("passport_scans_shed", help, None, MetricType::Counter)?;
        ConstCounter::new(self.0.shed()).encode(metric)
    }
}

/// What only the database knows, read now and then.
#[derive(Debug, Clone, Default)]
pub(super) struct Stored {
    imported: Family<ImportLabels, Gauge>,
    refreshes: Gauge,
}

impl Stored {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register(
            "passport_imported_lines",
            "Lines that imports have read, finished ones and those under way",
            self.imported.clone(),
        );
        registry.register(
            "passport_refreshes_waiting",
            "Products whose sources are to be asked once there is budget",
            self.refreshes.clone(),
        );
    }

    async fn look(&self, pool: &PgPool) -> sqlx::Result<()> {
        let waiting = sqlx::query_file_scalar!("queries/waiting_refreshes.sql").fetch_one(pool).await?;
        self.refreshes.set(waiting);
        for row in sqlx::query_file!("queries/imported_lines.sql").fetch_all(pool).await? {
            self.imported.get_or_create(&ImportLabels { kind: row.kind }).set(row.lines);
        }
        Ok(())
    }
}

/// Looks into the database until stopped.
///
/// # Errors
/// Never, today: what fails is looked at again.
pub async fn observe(meters: Meters, pool: PgPool, stop: CancellationToken) -> anyhow::Result<()> {
    while !stop.is_cancelled() {
        if let Err(error) = meters.stored.look(&pool).await {
            debug!(error = &error as &dyn std::error::Error, "the figures could not be read");
        }
        let _ = tokio::time::timeout(EVERY, stop.cancelled()).await;
    }
    Ok(())
}
