//! Addresses of calendars.

use async_trait::async_trait;
use jiff::Timestamp;
use service_kit::{idempotency::Claim, ids::AccountId};

use super::{Actor, CommandError, StoreError};

/// What is kept of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenHash(pub [u8; 32]);

/// Whose calendar is which.
#[async_trait]
pub trait Calendars: Send + Sync {
    /// This is the person's from now on; an earlier one is none any more. What was done under this key is not done again.
    async fn replace(
        &self,
        actor: &Actor,
        token: TokenHash,
        key: Option<Claim>,
        at: Timestamp,
    ) -> Result<(), CommandError>;

    /// The person has none any more.
    async fn revoke(&self, actor: &Actor) -> Result<(), CommandError>;

    /// Whose it is.
    async fn owner(&self, token: TokenHash) -> Result<Option<AccountId>, StoreError>;
}
