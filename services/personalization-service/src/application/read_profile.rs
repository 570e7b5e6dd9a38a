//! The person looks at their profile.

use std::sync::Arc;

use service_kit::{clock::Clock, ids::AccountId};

use super::{
    permission::{NotPermitted, Permission},
    ports::{HealthProfiles, Purpose, StoreError, StoredProfile},
};

/// Why a profile is not shown.
#[derive(Debug, thiserror::Error)]
pub enum ReadProfileError {
    /// The person has not agreed.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// There is none.
    #[error("there is no profile")]
    None,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads profiles.
#[derive(Clone)]
pub struct ReadProfile {
    permission: Permission,
    profiles: Arc<dyn HealthProfiles>,
    clock: Arc<dyn Clock>,
}

impl ReadProfile {
    /// From these.
    pub fn new(permission: Permission, profiles: Arc<dyn HealthProfiles>, clock: Arc<dyn Clock>) -> Self {
        Self { permission, profiles, clock }
    }

    /// The person's own.
    ///
    /// # Errors
    /// [`ReadProfileError`] says why not.
    #[tracing::instrument(name = "read_profile", skip_all)]
    pub async fn read(&self, account: AccountId) -> Result<StoredProfile, ReadProfileError> {
        self.permission.to_read(account).await?;
        let found = self.profiles.read(account, Purpose::ShowProfile, self.clock.now()).await?;
        found.ok_or(ReadProfileError::None)
    }
}
