//! Brings the outbox to Kafka: in order, at least once, by one leader a schema.

mod batch;
mod delivery;
mod leader;
mod metrics;
mod wake;

use std::time::Duration;

use prometheus_client::registry::Registry;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;
use tracing::warn;

use crate::kafka::KafkaArgs;
use leader::Leader;
use metrics::RelayMetrics;

/// How the relay works; the defaults are meant for production.
#[derive(Debug, Clone)]
pub struct RelaySettings {
    /// Events read and delivered at a time.
    pub batch: i64,
    /// How often to look without being woken: a horizon that moves wakes nobody.
    pub poll: Duration,
    /// How long Kafka may take to acknowledge, before the producer is made anew and the batch tried again.
    pub delivery_timeout: Duration,
    /// How long to wait after a failure, and between two attempts to become the leader.
    pub pause: Duration,
    /// How long a stop waits for deliveries that are on their way.
    pub drain: Duration,
    /// Days for which events that are on Kafka stay in the outbox.
    pub keep_days: i32,
}

impl Default for RelaySettings {
    fn default() -> Self {
        Self {
            batch: 1_000,
            poll: Duration::from_millis(200),
            delivery_timeout: Duration::from_secs(30),
            pause: Duration::from_secs(1),
            drain: Duration::from_secs(5),
            keep_days: 2,
        }
    }
}

/// The relay of one service's outbox.
#[derive(Debug)]
pub struct Relay {
    pool: PgPool,
    kafka: KafkaArgs,
    source: &'static str,
    settings: RelaySettings,
    metrics: RelayMetrics,
}

/// Why a leader's time ended before the stop.
#[derive(Debug, thiserror::Error)]
enum RelayError {
    #[error("the outbox's database failed")]
    Database(#[from] sqlx::Error),
    #[error("a producer could not be made")]
    Kafka(#[from] rdkafka::error::KafkaError),
}

impl Relay {
    /// A relay that signs events as `source`, the service's name.
    pub fn new(pool: PgPool, kafka: &KafkaArgs, source: &'static str, registry: &mut Registry) -> Self {
        let metrics = RelayMetrics::default();
        metrics.register(registry.sub_registry_with_prefix("outbox"));
        Self { pool, kafka: kafka.clone(), source, settings: RelaySettings::default(), metrics }
    }

    /// With other settings than the defaults.
    #[must_use]
    pub fn with_settings(mut self, settings: RelaySettings) -> Self {
        self.settings = settings;
        self
    }

    /// Relays until `stop`. Whatever fails is tried again; the outbox keeps what has not left.
    ///
    /// # Errors
    /// Never, today.
    pub async fn run(self, stop: CancellationToken) -> anyhow::Result<()> {
        tokio::join!(self.lead_again_and_again(&stop), self.metrics.observe(&self.pool, &stop));
        Ok(())
    }

    async fn lead_again_and_again(&self, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(error) = self.lead(stop).await {
                warn!(error = &error as &dyn std::error::Error, "the outbox relay starts again");
                pause(stop, self.settings.pause).await;
            }
            self.metrics.leader.set(0);
        }
    }

    async fn lead(&self, stop: &CancellationToken) -> Result<(), RelayError> {
        match Leader::elected(self, stop).await? {
            Some(leader) => leader.relay(stop).await,
            None => Ok(()),
        }
    }
}

/// Waits, but not longer than until the stop.
async fn pause(stop: &CancellationToken, time: Duration) {
    let _ = tokio::time::timeout(time, stop.cancelled()).await;
}
