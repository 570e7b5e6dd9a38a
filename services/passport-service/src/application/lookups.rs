//! Asking the sources about a GTIN that the catalog lacks or that has grown old: once, whoever else asks.

use std::{sync::Arc, time::Duration};

use gs1::Gtin;
use jiff::SignedDuration;
use service_kit::clock::Clock;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::warn;

use super::{
    life_cycles::LifeCycles,
    ports::{Catalog, Claim, Heard, Lease, ProductSource, SourceFailure, StoreError, Urgency},
};
use crate::domain::{
    assembly::Assembled,
    catalog::{Ages, CatalogEntry},
    eco::Eco,
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
    life_cycles: LifeCycles,
    clock: Arc<dyn Clock>,
    ages: Ages,
    running: TaskTracker,
}

impl Lookups {
    /// Nothing is asked yet.
    pub fn new(
        catalog: Arc<dyn Catalog>,
        source: Arc<dyn ProductSource>,
        life_cycles: LifeCycles,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { catalog, source, life_cycles, clock, ages: Ages::default(), running: TaskTracker::new() }
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
            Ok(Some(assembled)) => self.stated(gtin, &assembled, urgency).await,
            Ok(None) => self.store(gtin, Heard::Absent).await,
            Err(failure) => self.failed(gtin, failure).await,
        }
    }

    /// Product and journey are told at once, the eco score too when a row for it is known. A row that is missing or
    /// old is asked for meanwhile; without an answer the score from the shipped table stays.
    async fn stated(&self, gtin: &Gtin, said: &Assembled, urgency: Urgency) -> Result<(), StoreError> {
        let known = self.life_cycles.known(&said.eco).await;
        let record = said.scored(&known.table);
        if known.ask.is_empty() {
            return self.store_record(gtin, record).await;
        }
        let has_score = matches!(record.eco, Section::Loaded { .. });
        let first = if has_score { record } else { with_eco(record, Section::Pending) };
        self.store_record(gtin, first.clone()).await?;
        match self.life_cycles.asked(known, urgency).await {
            Ok(table) => self.store_record(gtin, said.scored(&table)).await,
            Err(_) if has_score => Ok(()),
            Err(SourceFailure { reason, retry_at, .. }) => {
                let failed = Section::Failed { reason, retry_at: Some(retry_at) };
                self.store_record(gtin, with_eco(first, failed)).await
            }
        }
    }

    async fn store_record(&self, gtin: &Gtin, record: SourceRecord) -> Result<(), StoreError> {
        self.store(gtin, Heard::Stated(Box::new(record))).await
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

fn with_eco(record: SourceRecord, eco: Section<Eco>) -> SourceRecord {
    SourceRecord { eco, ..record }
}
