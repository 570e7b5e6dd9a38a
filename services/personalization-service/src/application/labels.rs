//! The label of a product: fresh, else asked for, else the last one with its date; never one from nothing.

use std::sync::Arc;

use gs1::Gtin;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use service_kit::clock::Clock;

use super::ports::{KeptLabel, LabelDocument, LabelFault, LabelSource, LabelStore, Readable, StoreError};

/// A kept label is used unasked for so long, unless the catalog told of a later one: should its word be late or lost.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// How a label was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Kept, and fresh.
    Kept,
    /// Asked for just now.
    Now,
    /// Kept since then: it could not be asked for.
    Before(Timestamp),
}

/// A label, and how it was come by.
#[derive(Debug, Clone)]
pub struct CurrentLabel {
    /// As it was told.
    pub json: Value,
    /// What it says.
    pub readable: Readable,
    /// How it was come by.
    pub told: Told,
}

/// Why there is no label.
#[derive(Debug, thiserror::Error)]
pub enum LabelError {
    /// There is no such product.
    #[error("nobody knows this product")]
    Unknown,
    /// Neither asked for nor kept.
    #[error("there is no label to judge by")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Finds labels.
#[derive(Clone)]
pub struct Labels {
    source: Arc<dyn LabelSource>,
    store: Arc<dyn LabelStore>,
    clock: Arc<dyn Clock>,
}

impl Labels {
    /// Asked of this source, kept in this store.
    pub fn new(source: Arc<dyn LabelSource>, store: Arc<dyn LabelStore>, clock: Arc<dyn Clock>) -> Self {
        Self { source, store, clock }
    }

    /// The product's label.
    ///
    /// # Errors
    /// [`LabelError`] says why there is none.
    #[tracing::instrument(name = "current_label", skip_all)]
    pub async fn current(&self, gtin: &Gtin) -> Result<CurrentLabel, LabelError> {
        let kept = self.store.last(gtin).await?;
        let now = self.clock.now();
        if let Some(label) =
            kept.as_ref().filter(|kept| is_fresh(kept, now)).and_then(|kept| read(&kept.document, Told::Kept))
        {
            return Ok(label);
        }
        match self.source.label(gtin).await {
            Ok(document) => self.keep(gtin, &document, now).await,
            Err(LabelFault::Unknown) => {
                self.store.forget(gtin).await?;
                Err(LabelError::Unknown)
            }
            Err(LabelFault::Unavailable(cause)) => {
                let old = kept.and_then(|kept| read(&kept.document, Told::Before(kept.fetched_at)));
                old.ok_or(LabelError::Unavailable(cause))
            }
        }
    }

    async fn keep(
        &self,
        gtin: &Gtin,
        document: &LabelDocument,
        now: Timestamp,
    ) -> Result<CurrentLabel, LabelError> {
        let label = read(document, Told::Now)
            .ok_or_else(|| LabelError::Unavailable("the label cannot be read".into()))?;
        self.store.keep(gtin, label.readable.version, document, now).await?;
        Ok(label)
    }
}

fn is_fresh(kept: &KeptLabel, now: Timestamp) -> bool {
    !kept.outdated && now.duration_since(kept.fetched_at) < FRESH
}

fn read(document: &LabelDocument, told: Told) -> Option<CurrentLabel> {
    Some(CurrentLabel { json: document.json().clone(), readable: document.read()?, told })
}
