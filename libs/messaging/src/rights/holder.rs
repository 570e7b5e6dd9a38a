//! A service that holds something about persons.

use std::collections::HashMap;

use async_trait::async_trait;
use contracts::events::ErasureRequested;
use service_kit::{
    ids::{AccountId, VisitorId},
    tombstones::{Digest, Subject},
};
use sqlx::PgConnection;

use crate::Failure;

/// Whom to forget.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The account, if there is one.
    pub account: Option<AccountId>,
    /// Every visitor.
    pub visitors: Vec<VisitorId>,
}

impl Person {
    /// Everyone that a tombstone is for.
    #[must_use]
    pub fn subjects(&self) -> Vec<Subject> {
        let visitors = self.visitors.iter().copied().map(Subject::Visitor);
        self.account.map(Subject::Account).into_iter().chain(visitors).collect()
    }

    /// The streams that are about the person.
    #[must_use]
    pub fn streams(&self) -> Vec<String> {
        let visitors = self.visitors.iter().map(ToString::to_string);
        self.account.map(|account| account.to_string()).into_iter().chain(visitors).collect()
    }
}

impl From<&ErasureRequested> for Person {
    fn from(request: &ErasureRequested) -> Self {
        Self {
            account: request.account_id.map(AccountId::from_uuid),
            visitors: request.visitor_ids.iter().copied().map(VisitorId::from_uuid).collect(),
        }
    }
}

impl FromIterator<Subject> for Person {
    /// The last account named is the person's: one of them at most is expected.
    fn from_iter<I: IntoIterator<Item = Subject>>(subjects: I) -> Self {
        subjects.into_iter().fold(Self::default(), |mut person, subject| {
            match subject {
                Subject::Account(account) => person.account = Some(account),
                Subject::Visitor(visitor) => person.visitors.push(visitor),
            }
            person
        })
    }
}

/// How many records of each kind were removed.
pub type Removed = HashMap<String, i64>;

/// Holds something about persons, and can forget them.
#[async_trait]
pub trait Holder: Send + Sync {
    /// The service's name, as it confirms.
    fn name(&self) -> &'static str;

    /// Removes everything that the service's own tables hold about the person. Outbox and inbox are looked after elsewhere.
    async fn erase(&self, conn: &mut PgConnection, person: &Person) -> Result<Removed, Failure>;

    /// Up to `limit` of those about whom something is held, in an order of the holder's, those after `after`: asked after a
    /// backup was restored.
    async fn held(
        &self,
        conn: &mut PgConnection,
        after: Option<Subject>,
        limit: i64,
    ) -> Result<Vec<Subject>, Failure>;

    /// Removes what is held about those of whom tombstones say this, where it is held under names that nobody can be asked by:
    /// called after a backup was restored, with every tombstone. Nothing, unless told otherwise.
    async fn erase_unnamed(&self, conn: &mut PgConnection, digests: &[Digest]) -> Result<(), Failure> {
        let _ = (conn, digests);
        Ok(())
    }
}
