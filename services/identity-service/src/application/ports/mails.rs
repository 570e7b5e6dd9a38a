//! Mails that ask a person to confirm their address: what is owed is remembered until it was sent.

use async_trait::async_trait;
use jiff::Timestamp;
use service_kit::ids::AccountId;

use super::StoreError;
use crate::domain::{account::Subject, locale::Locale};

/// A mail that somebody is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Whose.
    pub account: AccountId,
    /// As Keycloak knows them.
    pub subject: Subject,
    /// The language in which they read.
    pub language: Locale,
    /// How often it was tried, this time included.
    pub tries: i32,
    /// So long it is the caller's alone; what a person asks for meanwhile is another mail.
    pub until: Timestamp,
}

/// What became of the wish for another mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It is owed.
    Owed,
    /// The person asked at this instant, too short a while ago.
    TooSoon(Timestamp),
    /// There is no such account.
    NoAccount,
}

/// The mails that are owed. An account that is made owes one by itself.
#[async_trait]
pub trait VerificationMails: Send + Sync {
    /// The person wants another one, unless they asked after `since`.
    async fn ask(
        &self,
        account: AccountId,
        language: Locale,
        now: Timestamp,
        since: Timestamp,
    ) -> Result<Asked, StoreError>;

    /// One that is due, for the caller alone until `until`.
    async fn claim(&self, now: Timestamp, until: Timestamp) -> Result<Option<Owed>, StoreError>;

    /// This one is owed no more; it was sent at that instant, or there was nothing to be sent.
    async fn settle(&self, owed: &Owed, sent: Option<Timestamp>) -> Result<(), StoreError>;

    /// This one is to be tried again then.
    async fn postpone(&self, owed: &Owed, later: Timestamp) -> Result<(), StoreError>;
}
