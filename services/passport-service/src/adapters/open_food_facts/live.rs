//! The live source as the use cases see it: within its budget of reads, its faults in published words.

use std::sync::Arc;

use async_trait::async_trait;
use gs1::Gtin;
use jiff::{SignedDuration, Timestamp};
use service_kit::clock::Clock;
use tracing::warn;

use super::client::OpenFoodFacts;
use crate::{
    adapters::{outside::SourceFault, postgres::ReadBudget},
    application::ports::{ProductSource, SourceFailure, Urgency},
    domain::{section::FailureReason, source_record::SourceRecord},
};

/// A source that failed is asked again after this.
const AFTER_FAILURE: SignedDuration = SignedDuration::from_secs(15);
/// A document that cannot be read does not get better soon.
const AFTER_NONSENSE: SignedDuration = SignedDuration::from_hours(1);

/// Open Food Facts, within the reads that it allows.
pub struct LiveSource {
    client: OpenFoodFacts,
    budget: ReadBudget,
    clock: Arc<dyn Clock>,
}

impl LiveSource {
    /// Reads through `client` as long as there is budget.
    pub fn new(client: OpenFoodFacts, budget: ReadBudget, clock: Arc<dyn Clock>) -> Self {
        Self { client, budget, clock }
    }

    /// Takes one read. A budget that cannot be asked grants none: the source's terms come first.
    async fn allowed(&self, urgency: Urgency) -> Result<(), SourceFailure> {
        let now = self.clock.now();
        let free_at = match self.budget.take(urgency, now).await {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(free_at)) => free_at,
            Err(error) => {
                warn!(error = &error as &dyn std::error::Error, "the budget of reads cannot be asked");
                later(now, AFTER_FAILURE)
            }
        };
        Err(SourceFailure { reason: FailureReason::SourceUnavailable, retry_at: free_at, queue: true })
    }
}

#[async_trait]
impl ProductSource for LiveSource {
    async fn product(
        &self,
        gtin: &Gtin,
        urgency: Urgency,
    ) -> Result<Option<Box<SourceRecord>>, SourceFailure> {
        self.allowed(urgency).await?;
        match self.client.fetch(gtin).await {
            Ok(record) => Ok(record.map(Box::new)),
            Err(fault) => {
                warn!(%fault, "Open Food Facts gave no answer");
                Err(failure(&fault, self.clock.now()))
            }
        }
    }

    async fn complete(&self, record: Box<SourceRecord>) -> Box<SourceRecord> {
        record
    }
}

fn failure(fault: &SourceFault, now: Timestamp) -> SourceFailure {
    let (reason, wait) = match fault {
        SourceFault::Timeout => (FailureReason::Timeout, AFTER_FAILURE),
        SourceFault::Unavailable { retry_after, .. } => {
            let asked = retry_after.and_then(|after| SignedDuration::try_from(after).ok());
            (FailureReason::SourceUnavailable, asked.unwrap_or(AFTER_FAILURE).min(AFTER_NONSENSE))
        }
        SourceFault::BadData(_) => (FailureReason::BadData, AFTER_NONSENSE),
    };
    SourceFailure { reason, retry_at: later(now, wait), queue: false }
}

fn later(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.saturating_add(wait).unwrap_or(now)
}
