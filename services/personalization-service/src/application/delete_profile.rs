//! The person takes their profile back. That needs no consent, and takes the verdicts along: their reasons tell the profile.

use std::sync::Arc;

use service_kit::{clock::Clock, idempotency::Claim, ids::AccountId};

use super::ports::{Expected, HealthProfiles, PutError};

/// Deletes profiles.
#[derive(Clone)]
pub struct DeleteProfile {
    profiles: Arc<dyn HealthProfiles>,
    clock: Arc<dyn Clock>,
}

impl DeleteProfile {
    /// From these.
    pub fn new(profiles: Arc<dyn HealthProfiles>, clock: Arc<dyn Clock>) -> Self {
        Self { profiles, clock }
    }

    /// Destroys the person's key, and with it all that it sealed.
    ///
    /// # Errors
    /// [`PutError`] says why not.
    #[tracing::instrument(name = "delete_profile", skip_all)]
    pub async fn delete(
        &self,
        account: AccountId,
        expected: Expected,
        key: Option<Claim>,
    ) -> Result<(), PutError> {
        self.profiles.delete(account, expected, key, self.clock.now()).await
    }
}
