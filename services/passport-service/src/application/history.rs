//! A person looks back at what they scanned.

use std::sync::Arc;

use service_kit::ids::ScanId;

use super::ports::{Scans, StoreError};
use crate::domain::scan::{Owner, PastScan};

/// One page, and where the next one starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Newest first.
    pub items: Vec<PastScan>,
    /// The last scan of this page, when there are more.
    pub next: Option<ScanId>,
}

/// Reads histories.
#[derive(Clone)]
pub struct History(Arc<dyn Scans>);

impl History {
    /// Of these scans.
    pub fn new(scans: Arc<dyn Scans>) -> Self {
        Self(scans)
    }

    /// The caller's scans, newest first, those before the cursor.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "history", skip_all)]
    pub async fn run(&self, owner: &Owner, before: Option<ScanId>, limit: usize) -> Result<Page, StoreError> {
        let one_more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let mut items = self.0.history(owner, before, one_more).await?;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|past| past.scan.id);
        Ok(Page { items, next })
    }
}
