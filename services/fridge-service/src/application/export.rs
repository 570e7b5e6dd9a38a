//! Everything that is held about a person, for themselves.

use std::sync::Arc;

use jiff::Timestamp;
use service_kit::ids::AccountId;

use super::ports::{PastDigest, PastEvent, PersonalRecords, ReminderStore, StoreError, StoredReminders};

const PAGE: i64 = 500;

/// Reads what is held.
#[derive(Clone)]
pub struct Export {
    reminders: Arc<dyn ReminderStore>,
    records: Arc<dyn PersonalRecords>,
}

impl Export {
    /// From these.
    pub fn new(reminders: Arc<dyn ReminderStore>, records: Arc<dyn PersonalRecords>) -> Self {
        Self { reminders, records }
    }

    /// What happened after this version, in order.
    ///
    /// # Errors
    /// The store failed.
    pub async fn events(&self, account: AccountId, after: i64) -> Result<Vec<PastEvent>, StoreError> {
        self.records.events(account, after, PAGE).await
    }

    /// The settings, if the person has chosen any.
    ///
    /// # Errors
    /// The store failed.
    pub async fn reminders(&self, account: AccountId) -> Result<Option<StoredReminders>, StoreError> {
        let stored = self.reminders.find(account).await?;
        Ok((stored.version > 0).then_some(stored))
    }

    /// The mails, oldest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn digests(&self, account: AccountId) -> Result<Vec<PastDigest>, StoreError> {
        self.records.digests(account).await
    }

    /// Since when there is a calendar.
    ///
    /// # Errors
    /// The store failed.
    pub async fn calendar(&self, account: AccountId) -> Result<Option<Timestamp>, StoreError> {
        self.records.calendar(account).await
    }
}
