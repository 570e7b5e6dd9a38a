//! Counts erasures for the metrics, and says once of each that it takes too long.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64},
    },
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use prometheus_client::{metrics::gauge::Gauge, registry::Registry};
use service_kit::clock::Clock;
use tokio_util::sync::CancellationToken;
use tracing::{error, warn};

use crate::{
    application::ports::{Erasures, StoreError},
    domain::erasure::Holders,
};

const PAUSE: Duration = Duration::from_secs(5);

/// Watches over erasures.
pub struct Watch {
    erasures: Arc<dyn Erasures>,
    holders: Arc<Holders>,
    clock: Arc<dyn Clock>,
    overdue_after: SignedDuration,
    in_progress: Gauge<i64, AtomicI64>,
    overdue: Gauge<i64, AtomicI64>,
    oldest: Gauge<f64, AtomicU64>,
}

impl Watch {
    /// An erasure that takes longer than this is overdue.
    pub fn new(
        erasures: Arc<dyn Erasures>,
        holders: Arc<Holders>,
        clock: Arc<dyn Clock>,
        overdue_after: SignedDuration,
        registry: &mut Registry,
    ) -> Self {
        let (in_progress, overdue, oldest) = (Gauge::default(), Gauge::default(), Gauge::default());
        let of = registry.sub_registry_with_prefix("erasures");
        of.register("in_progress", "Erasures that are not complete", in_progress.clone());
        of.register("overdue", "Erasures that take too long: to be alerted on", overdue.clone());
        of.register("oldest_age_seconds", "Age of the oldest erasure that is not complete", oldest.clone());
        Self { erasures, holders, clock, overdue_after, in_progress, overdue, oldest }
    }

    /// Until told to stop.
    ///
    /// # Errors
    /// Never, today.
    pub async fn run(self, stop: CancellationToken) -> anyhow::Result<()> {
        let mut told = false;
        while !stop.is_cancelled() {
            match self.look().await {
                Ok(()) => told = false,
                Err(error) if !told => {
                    told = true;
                    warn!(error = &error as &dyn std::error::Error, "erasures cannot be counted");
                }
                Err(_) => {}
            }
            let _ = tokio::time::timeout(PAUSE, stop.cancelled()).await;
        }
        Ok(())
    }

    /// Counts once.
    ///
    /// # Errors
    /// The store failed.
    pub async fn look(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let limit = now.saturating_sub(self.overdue_after).unwrap_or(Timestamp::MIN);
        let census = self.erasures.census(now, limit).await?;
        self.in_progress.set(census.in_progress);
        self.overdue.set(census.overdue);
        self.oldest.set(census.oldest_seconds);
        for late in self.erasures.tell_overdue(limit).await? {
            let silent: Vec<_> =
                self.holders.names().filter(|name| !late.confirmed.iter().any(|one| one == name)).collect();
            error!(erasure = %late.id, barred = late.barred, ?silent, "an erasure is overdue");
        }
        Ok(())
    }
}
