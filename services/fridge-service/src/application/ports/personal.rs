//! What is held about a person, as it is held.

use async_trait::async_trait;
use jiff::{Timestamp, civil::Date};
use serde_json::value::RawValue;
use service_kit::ids::{AccountId, EventId};

use super::StoreError;

/// An event as it was recorded, hand-typed words included.
#[derive(Debug, Clone)]
pub struct PastEvent {
    /// Its place in the stream.
    pub version: i64,
    /// Names it.
    pub id: EventId,
    /// Its contract.
    pub event_type: String,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// What it says.
    pub data: Box<RawValue>,
}

/// A mail that was handed over, or was about to be.
#[derive(Debug, Clone)]
pub struct PastDigest {
    /// Of which day.
    pub day: Date,
    /// What became of it.
    pub state: String,
    /// When.
    pub at: Timestamp,
}

/// What is held about a person.
#[async_trait]
pub trait PersonalRecords: Send + Sync {
    /// What happened after this version, in order.
    async fn events(&self, account: AccountId, after: i64, limit: i64) -> Result<Vec<PastEvent>, StoreError>;

    /// Their mails, oldest first: bounded by what is kept.
    async fn digests(&self, account: AccountId) -> Result<Vec<PastDigest>, StoreError>;

    /// Since when they have a calendar.
    async fn calendar(&self, account: AccountId) -> Result<Option<Timestamp>, StoreError>;
}
