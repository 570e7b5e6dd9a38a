//! Who agreed to have their health profile used.

use async_trait::async_trait;
use jiff::Timestamp;
use service_kit::ids::AccountId;

/// A live consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// Since when it holds.
    pub since: Timestamp,
}

/// Nobody can say whether the person agreed; so they did not.
#[derive(Debug, thiserror::Error)]
#[error("the consent cannot be asked for")]
pub struct ConsentUnknown(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// The consent ledger, which identity-service keeps.
#[async_trait]
pub trait ConsentRegister: Send + Sync {
    /// The consent to `health_profile` as of the last 5 seconds.
    async fn recent(&self, account: AccountId) -> Result<Option<Grant>, ConsentUnknown>;

    /// The same as of now: asked before something is stored on the strength of it.
    async fn now(&self, account: AccountId) -> Result<Option<Grant>, ConsentUnknown>;
}
