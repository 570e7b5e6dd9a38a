//! Settings of reminders.

use async_trait::async_trait;
use jiff::Timestamp;
use service_kit::{idempotency::Claim, ids::AccountId};

use super::{Actor, CommandError, Expected, StoreError};
use crate::domain::{language::Language, settings::Settings};

/// Settings as they stand.
#[derive(Debug, Clone, Default)]
pub struct StoredReminders {
    /// What was chosen, or the defaults.
    pub settings: Settings,
    /// In which language mails and calendar speak.
    pub language: Language,
    /// Grows with every change; 0 while these are the defaults.
    pub version: i64,
}

/// Settings to be stored.
#[derive(Debug)]
pub struct PutCommand {
    /// Whose.
    pub actor: Actor,
    /// What.
    pub settings: Settings,
    /// In which language they were chosen.
    pub language: Language,
    /// When somebody is to look for the first time whether a digest is due.
    pub next_at: Timestamp,
    /// Instead of which.
    pub expected: Expected,
    /// The idempotency key, if one was sent.
    pub key: Option<Claim>,
    /// Now.
    pub at: Timestamp,
}

/// Why settings were not stored.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    /// There are some, and the writer did not say which they replace.
    #[error("the state that is replaced must be named")]
    NotNamed,
    /// They are others than the writer believes.
    #[error("the settings have changed")]
    Stale(Box<StoredReminders>),
    /// The command could not be carried out.
    #[error(transparent)]
    Command(#[from] CommandError),
}

impl From<StoreError> for PutError {
    fn from(failure: StoreError) -> Self {
        Self::Command(failure.into())
    }
}

/// Everybody's settings.
#[async_trait]
pub trait ReminderStore: Send + Sync {
    /// The person's, or the defaults.
    async fn find(&self, account: AccountId) -> Result<StoredReminders, StoreError>;

    /// Stores them; what stands afterwards.
    async fn put(&self, command: PutCommand) -> Result<StoredReminders, PutError>;
}
