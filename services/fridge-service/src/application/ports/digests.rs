//! Which digests are due, and which were sent.

use async_trait::async_trait;
use jiff::{Timestamp, civil::Date};
use service_kit::ids::AccountId;

use super::{StoreError, StoredReminders};

/// Somebody for whom it is time to look.
#[derive(Debug, Clone)]
pub struct Due {
    /// Who.
    pub account: AccountId,
    /// How they want to be told.
    pub reminders: StoredReminders,
    /// When it was time.
    pub since: Timestamp,
    /// Until when they are the caller's alone.
    pub lease: Timestamp,
}

/// When somebody is looked at next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// Then.
    pub at: Timestamp,
    /// Until then a change in the fridge or of the consent brings it forward.
    pub open_until: Option<Timestamp>,
}

/// What became of a mail that was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// The mail server has it.
    Sent,
    /// The mail server definitely has it not: it may be handed over again.
    Refused,
    /// Nobody knows: it is never handed over again.
    Unknown,
}

/// The book of digests. Whoever sends one has claimed it here before, so that nobody gets two.
#[async_trait]
pub trait Digests: Send + Sync {
    /// The one that waits longest, for the caller alone until `until`.
    async fn due(&self, now: Timestamp, until: Timestamp) -> Result<Option<Due>, StoreError>;

    /// Whether that day's was handed over already, or may have been.
    async fn is_done(&self, account: AccountId, day: Date) -> Result<bool, StoreError>;

    /// Claims that day's, unless it was handed over already or may have been; which try it is.
    async fn claim(&self, account: AccountId, day: Date, at: Timestamp) -> Result<Option<i32>, StoreError>;

    /// What became of it.
    async fn settle(&self, account: AccountId, day: Date, settled: Settled) -> Result<(), StoreError>;

    /// Looks at the person again then, unless something has brought them forward meanwhile.
    async fn look_again(&self, due: &Due, next: Next) -> Result<(), StoreError>;
}
