//! What an operator sees of the outbox.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;
use tracing::debug;

const EVERY: Duration = Duration::from_secs(5);

#[derive(Debug, Clone, Default)]
pub(super) struct RelayMetrics {
    pub(super) published: Counter,
    pub(super) failures: Counter,
    pub(super) leader: Gauge,
    backlog: Gauge,
    held_back: Gauge,
    oldest: Gauge<f64, AtomicU64>,
}

impl RelayMetrics {
    /// The caller gives the prefix.
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register("published", "Events that Kafka acknowledged", self.published.clone());
        registry.register(
            "delivery_failures",
            "Batches that Kafka did not take whole",
            self.failures.clone(),
        );
        registry.register("leader", "1 while this instance relays", self.leader.clone());
        registry.register(
            "backlog_events",
            "Committed events that are not on Kafka yet",
            self.backlog.clone(),
        );
        registry.register(
            "held_back_events",
            "Those of the backlog that an older open transaction holds back",
            self.held_back.clone(),
        );
        registry.register_with_unit(
            "oldest_age",
            "Age of the oldest event of the backlog",
            Unit::Seconds,
            self.oldest.clone(),
        );
    }

    /// Looks from aside, so that the figures move while the leader waits for Kafka.
    pub(super) async fn observe(&self, pool: &PgPool, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(error) = self.look(pool).await {
                debug!(error = &error as &dyn std::error::Error, "the outbox could not be looked at");
            }
            super::pause(stop, EVERY).await;
        }
    }

    async fn look(&self, pool: &PgPool) -> sqlx::Result<()> {
        let seen = sqlx::query_file!("queries/backlog.sql").fetch_one(pool).await?;
        self.backlog.set(seen.events);
        self.held_back.set(seen.held_back);
        self.oldest.set(seen.oldest_seconds);
        Ok(())
    }
}
