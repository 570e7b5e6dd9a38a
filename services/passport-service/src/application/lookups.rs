//! Asking the sources about a GTIN that the catalog lacks or that has grown old: once, whoever else asks.

use std::{sync::Arc, time::Duration};

use gs1::Gtin;
use jiff::SignedDuration;
use service_kit::clock::Clock;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::warn;

use super::ports::{Catalog, Claim, Heard, Lease, ProductSource, SourceFailure, StoreError, Urgency};
use crate::domain::{
    catalog::{Ages, CatalogEntry},
    section::Section,
    source_record::SourceRecord,
};

/// Longer than any budget of a source, shorter than a person's patience for the next try.
const LEASE: SignedDuration = SignedDuration::from_secs(8);
const PAUSE: Duration = Duration::from_secs(2);
const DUE_AT_ONCE: i64 = 4;

/// Asks sources in the background and stores what they say.
#[derive(Clone)]
pub struct Lookups {
    catalog: Arc<dyn Catalog>,
    source: Arc<dyn ProductSource>,
    clock: Arc<dyn Clock>,
    ages: Ages,
    running: TaskTracker,
}

impl Lookups {
    /// Nothing is asked yet.
    pub fn new(catalog: Arc<dyn Catalog>, source: Arc<dyn ProductSource>, clock: Arc<dyn Clock>) -> Self {
        Self { catalog, source, clock, ages: Ages::default(), running: TaskTracker::new() }
    }

    /// The entry, once somebody is asking the sources about it if that is worth it. Does not wait for them.
    ///
    /// # Errors
    /// The store failed.
    pub async fn ensure(&self, gtin: &Gtin, entry: Option<CatalogEntry>) -> Result<CatalogEntry, StoreError> {
        let now = self.clock.now();
        match entry {
            Some(entry) if !entry.wants_refresh(now, self.ages) => Ok(entry),
            _ => match self.catalog.claim(gtin, now, self.lease()).await? {
                Claim::Mine(entry) => {
                    self.start(*gtin, Urgency::Person);
                    Ok(entry)
                }
                Claim::Others(entry) => Ok(entry),
            },
        }
    }

    /// Carries out refreshes that are due, until stopped; then waits for those that run.
    ///
    /// # Errors
    /// Never, today.
    pub async fn run(self, stop: CancellationToken) -> anyhow::Result<()> {
        while !stop.is_cancelled() {
            if let Err(error) = self.refresh_due().await {
                warn!(error = &error as &dyn std::error::Error, "due refreshes could not be read");
            }
            let _ = tokio::time::timeout(PAUSE, stop.cancelled()).await;
        }
        self.running.close();
        self.running.wait().await;
        Ok(())
    }

    async fn refresh_due(&self) -> Result<(), StoreError> {
        let due = self.catalog.claim_due(self.clock.now(), DUE_AT_ONCE, self.lease()).await?;
        due.into_iter().for_each(|gtin| self.start(gtin, Urgency::Background));
        Ok(())
    }

    fn lease(&self) -> Lease {
        Lease { time: LEASE, ages: self.ages }
    }

    fn start(&self, gtin: Gtin, urgency: Urgency) {
        let this = self.clone();
        self.running.spawn(async move {
            if let Err(error) = this.look_up(&gtin, urgency).await {
                warn!(error = &error as &dyn std::error::Error, "what a source said could not be stored");
            }
        });
    }

    #[tracing::instrument(name = "look_up", skip_all)]
    async fn look_up(&self, gtin: &Gtin, urgency: Urgency) -> Result<(), StoreError> {
        match self.source.product(gtin, urgency).await {
            Ok(Some(record)) => self.stated(gtin, record).await,
            Ok(None) => self.store(gtin, Heard::Absent).await,
            Err(failure) => self.failed(gtin, failure).await,
        }
    }

    /// Product and journey are told at once; the eco score follows when it needs a second source.
    async fn stated(&self, gtin: &Gtin, record: Box<SourceRecord>) -> Result<(), StoreError> {
        let waits = matches!(record.eco, Section::Pending);
        self.store(gtin, Heard::Stated(record.clone())).await?;
        if waits {
            let complete = self.source.complete(record).await;
            self.store(gtin, Heard::Stated(complete)).await?;
        }
        Ok(())
    }

    async fn failed(&self, gtin: &Gtin, failure: SourceFailure) -> Result<(), StoreError> {
        let SourceFailure { reason, retry_at, queue } = failure;
        self.store(gtin, Heard::Failed { reason, retry_at }).await?;
        if queue { self.catalog.postpone(gtin, retry_at).await } else { Ok(()) }
    }

    async fn store(&self, gtin: &Gtin, heard: Heard) -> Result<(), StoreError> {
        self.catalog.store(gtin, heard, self.clock.now()).await.map(drop)
    }
}
