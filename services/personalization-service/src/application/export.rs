//! Everything that is held about a person, for themselves. That needs no consent: it is theirs.

use std::sync::Arc;

use service_kit::{clock::Clock, ids::AccountId};
use uuid::Uuid;

use super::ports::{
    AuditEntry, HealthProfiles, PersonalRecords, Purpose, StoreError, StoredProfile, StoredVerdict,
    VerdictId, Verdicts,
};

const PAGE: i64 = 100;

/// Reads what is held.
#[derive(Clone)]
pub struct Export {
    profiles: Arc<dyn HealthProfiles>,
    verdicts: Arc<dyn Verdicts>,
    records: Arc<dyn PersonalRecords>,
    clock: Arc<dyn Clock>,
}

impl Export {
    /// From these.
    pub fn new(
        profiles: Arc<dyn HealthProfiles>,
        verdicts: Arc<dyn Verdicts>,
        records: Arc<dyn PersonalRecords>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { profiles, verdicts, records, clock }
    }

    /// The profile.
    ///
    /// # Errors
    /// The store failed.
    pub async fn profile(&self, account: AccountId) -> Result<Option<StoredProfile>, StoreError> {
        self.profiles.read(account, Purpose::Export, self.clock.now()).await
    }

    /// Verdicts before this one, newest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn verdicts(
        &self,
        account: AccountId,
        before: Option<VerdictId>,
    ) -> Result<Vec<StoredVerdict>, StoreError> {
        self.verdicts.list(account, before, PAGE, Purpose::Export, self.clock.now()).await
    }

    /// Who opened what, oldest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn audit(
        &self,
        account: AccountId,
        after: Option<Uuid>,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        self.records.audit(account, after, PAGE).await
    }
}
