//! The person says what is right for them.

use std::sync::Arc;

use service_kit::{clock::Clock, idempotency::Claim, ids::AccountId};

use super::{
    permission::{NotPermitted, Permission},
    ports::{Done, Expected, HealthProfiles, PutCommand, PutError, StoredProfile},
};
use crate::domain::profile::HealthProfile;

/// A profile as it came in.
#[derive(Debug)]
pub struct Incoming {
    /// Whose.
    pub account: AccountId,
    /// What.
    pub profile: HealthProfile,
    /// Instead of which.
    pub expected: Expected,
    /// The idempotency key, if one was sent.
    pub key: Option<Claim>,
}

/// Why a profile was not stored.
#[derive(Debug, thiserror::Error)]
pub enum PutProfileError {
    /// The person has not agreed.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// It was refused.
    #[error(transparent)]
    Put(#[from] PutError),
}

/// Stores profiles.
#[derive(Clone)]
pub struct PutProfile {
    permission: Permission,
    profiles: Arc<dyn HealthProfiles>,
    clock: Arc<dyn Clock>,
}

impl PutProfile {
    /// Into these.
    pub fn new(permission: Permission, profiles: Arc<dyn HealthProfiles>, clock: Arc<dyn Clock>) -> Self {
        Self { permission, profiles, clock }
    }

    /// Stores the person's own; what stands afterwards.
    ///
    /// # Errors
    /// [`PutProfileError`] says why not.
    #[tracing::instrument(name = "put_profile", skip_all)]
    pub async fn put(&self, incoming: Incoming) -> Result<StoredProfile, PutProfileError> {
        let Incoming { account, profile, expected, key } = incoming;
        let grant = self.permission.to_store(account).await?;
        let command = PutCommand { account, profile, expected, grant, key, at: self.clock.now() };
        let (Done::Now(stored) | Done::Before(stored)) = self.profiles.put(command).await?;
        Ok(stored)
    }
}
