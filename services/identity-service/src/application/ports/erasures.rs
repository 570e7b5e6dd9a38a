//! What erasures and exports need from outside.

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream::BoxStream;
use jiff::Timestamp;
use service_kit::{
    identity::Region,
    ids::{AccountId, ErasureId, ExportId, VisitorId},
};

use super::StoreError;
use crate::domain::{
    account::Subject,
    erasure::{Erasure, Receipt},
};

/// The sagas.
#[async_trait]
pub trait Erasures: Send + Sync {
    /// Begins the account's erasure under this id, unless it is on its way already; `None` when there is no such account.
    async fn begin(
        &self,
        id: ErasureId,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Option<ErasureId>, StoreError>;

    /// Begins the visitor's erasure under this id, unless it is on its way already.
    async fn begin_visitor(
        &self,
        id: ErasureId,
        visitor: VisitorId,
        now: Timestamp,
    ) -> Result<ErasureId, StoreError>;

    /// One that is due, for the caller alone until `until`.
    async fn claim(&self, now: Timestamp, until: Timestamp) -> Result<Option<ErasureId>, StoreError>;

    /// One in progress.
    async fn load(&self, id: ErasureId) -> Result<Option<Erasure>, StoreError>;

    /// The account's visitors.
    async fn visitors(&self, account: AccountId) -> Result<Vec<VisitorId>, StoreError>;

    /// The person cannot come back any more.
    async fn barred(&self, id: ErasureId, now: Timestamp) -> Result<(), StoreError>;

    /// Tells the holders about these visitors; `false` when the account has got another one meanwhile.
    async fn publish(
        &self,
        erasure: &Erasure,
        visitors: &[VisitorId],
        now: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Removes this service's own records; `false` when the holders are to be told anew, because there are further visitors.
    async fn remove(&self, erasure: &Erasure, now: Timestamp) -> Result<bool, StoreError>;

    /// Nothing but the receipt stays.
    async fn complete(&self, id: ErasureId, now: Timestamp) -> Result<(), StoreError>;

    /// To be looked at again then, after a failure or not.
    async fn postpone(&self, id: ErasureId, until: Timestamp, failed: bool) -> Result<(), StoreError>;

    /// The receipt.
    async fn receipt(&self, id: ErasureId) -> Result<Option<Receipt>, StoreError>;

    /// How many are in progress, how many of them were asked for before `overdue`, and the oldest one's age in seconds.
    async fn census(&self, now: Timestamp, overdue: Timestamp) -> Result<Census, StoreError>;

    /// Those that are overdue and were not told yet.
    async fn tell_overdue(&self, overdue: Timestamp) -> Result<Vec<Overdue>, StoreError>;
}

/// Erasures in progress.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Census {
    /// All of them.
    pub in_progress: i64,
    /// Those that take too long.
    pub overdue: i64,
    /// Age of the oldest, in seconds.
    pub oldest_seconds: f64,
}

/// An erasure that takes too long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// Which.
    pub id: ErasureId,
    /// Keycloak has done its part.
    pub barred: bool,
    /// Who has confirmed.
    pub confirmed: Vec<String>,
}

/// Writes tombstones.
#[async_trait]
pub trait Graves: Send + Sync {
    /// They are on disk afterwards.
    async fn bury(
        &self,
        person: Option<(AccountId, &Subject)>,
        visitors: &[VisitorId],
        now: Timestamp,
    ) -> Result<(), StoreError>;
}

/// Requests for exports.
#[async_trait]
pub trait Exports: Send + Sync {
    /// Notes who asked.
    async fn request(&self, id: ExportId, account: AccountId, now: Timestamp) -> Result<(), StoreError>;

    /// Whether the account asked for it since.
    async fn is_of(&self, id: ExportId, account: AccountId, since: Timestamp) -> Result<bool, StoreError>;

    /// The account's visitors after this one.
    async fn visitors(
        &self,
        account: AccountId,
        after: Option<VisitorId>,
        limit: i64,
    ) -> Result<Vec<KnownVisitor>, StoreError>;
}

/// A visitor as it stands here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownVisitor {
    /// The browser.
    pub visitor: VisitorId,
    /// When it became the account's.
    pub linked_at: Timestamp,
    /// When it was first seen.
    pub first_seen: Timestamp,
    /// It said no to measurement.
    pub objected: bool,
    /// Where the person said to be.
    pub region: Option<Region>,
}

/// A service's part of an export, as it comes.
pub type Part = BoxStream<'static, Result<Bytes, anyhow::Error>>;

/// Another service that holds something about persons.
#[async_trait]
pub trait ExportSource: Send + Sync {
    /// Its name.
    fn name(&self) -> &str;

    /// Everything that it holds about the account; an error when it does not answer now.
    async fn part(&self, account: AccountId) -> Result<Part, anyhow::Error>;
}
