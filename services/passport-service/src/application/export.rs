//! Everything that is held about a person, page by page.

use std::sync::Arc;

use service_kit::ids::{AccountId, ReportId, ScanId, VisitorId};

use super::ports::{LinkedVisitor, PersonalRecords, StoreError};
use crate::domain::{report::Report, scan::Scan};

/// Records in a page.
const PAGE: i64 = 500;

/// Reads what is held about a person.
#[derive(Clone)]
pub struct Export(Arc<dyn PersonalRecords>);

impl Export {
    /// Of these records.
    pub fn new(records: Arc<dyn PersonalRecords>) -> Self {
        Self(records)
    }

    /// The account's visitors after this one.
    ///
    /// # Errors
    /// The store failed.
    pub async fn visitors(
        &self,
        account: AccountId,
        after: Option<VisitorId>,
    ) -> Result<Vec<LinkedVisitor>, StoreError> {
        self.0.visitors(account, after, PAGE).await
    }

    /// Scans of the account and its visitors after this one, oldest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn scans(&self, account: AccountId, after: Option<ScanId>) -> Result<Vec<Scan>, StoreError> {
        self.0.scans(account, after, PAGE).await
    }

    /// Reports of the account and its visitors after this one, oldest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn reports(
        &self,
        account: AccountId,
        after: Option<ReportId>,
    ) -> Result<Vec<Report>, StoreError> {
        self.0.reports(account, after, PAGE).await
    }
}
