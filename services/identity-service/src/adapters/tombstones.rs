//! Whom we erased, as the file outside the database remembers it.

use async_trait::async_trait;
use jiff::{Timestamp, tz::TimeZone};
use service_kit::{
    ids::{AccountId, VisitorId},
    tombstones::{Subject as Buried, Tombstones},
};
use sha2::{Digest as _, Sha256};

use crate::{
    application::ports::{Erased, Graves, StoreError},
    domain::account::Subject,
};

/// The tombstones of identity-service.
#[derive(Clone)]
pub struct ErasedByTombstones(Tombstones);

impl ErasedByTombstones {
    /// In this file.
    #[must_use]
    pub fn new(tombstones: Tombstones) -> Self {
        Self(tombstones)
    }

    fn holds(&self, who: &Buried) -> Result<bool, StoreError> {
        self.0.contains(who).map_err(|error| StoreError::Unavailable(error.into()))
    }
}

/// The tombstone of a person at Keycloak: an access token can outlive its user by minutes, and must make no account anew.
/// Tombstones know accounts and visitors, so the subject is written as an account with an id made of its hash.
#[must_use]
pub fn of_subject(subject: &Subject) -> Buried {
    let digest: [u8; 32] = Sha256::digest(subject.as_str()).into();
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, ..] = digest;
    let id = uuid::Builder::from_custom_bytes([a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]);
    Buried::Account(AccountId::from_uuid(id.into_uuid()))
}

#[async_trait]
impl Graves for ErasedByTombstones {
    async fn bury(
        &self,
        person: Option<(AccountId, &Subject)>,
        visitors: &[VisitorId],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut buried: Vec<_> = visitors.iter().copied().map(Buried::Visitor).collect();
        if let Some((account, subject)) = person {
            buried.extend([Buried::Account(account), of_subject(subject)]);
        }
        let day = now.to_zoned(TimeZone::UTC).date();
        self.0.append(&buried, day).await.map_err(|error| StoreError::Unavailable(error.into()))
    }
}

impl Erased for ErasedByTombstones {
    fn subject(&self, subject: &Subject) -> Result<bool, StoreError> {
        self.holds(&of_subject(subject))
    }

    fn visitor(&self, visitor: VisitorId) -> Result<bool, StoreError> {
        self.holds(&Buried::Visitor(visitor))
    }
}
