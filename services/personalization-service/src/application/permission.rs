//! Nothing is read or stored without a live consent.

use std::sync::Arc;

use service_kit::ids::AccountId;

use super::ports::{ConsentRegister, ConsentUnknown, Grant};

/// Why a profile may not be touched.
#[derive(Debug, thiserror::Error)]
pub enum NotPermitted {
    /// The person has not agreed, or not any more.
    #[error("the person has not agreed")]
    NoConsent,
    /// It cannot be told now.
    #[error(transparent)]
    Unknown(#[from] ConsentUnknown),
}

/// Asks before anything else is done.
#[derive(Clone)]
pub struct Permission(Arc<dyn ConsentRegister>);

impl Permission {
    /// By this register.
    pub fn new(register: Arc<dyn ConsentRegister>) -> Self {
        Self(register)
    }

    /// The consent on which something may be read.
    ///
    /// # Errors
    /// There is none, or nobody can say.
    pub async fn to_read(&self, account: AccountId) -> Result<Grant, NotPermitted> {
        self.0.recent(account).await?.ok_or(NotPermitted::NoConsent)
    }

    /// The consent on which something may be stored.
    ///
    /// # Errors
    /// There is none, or nobody can say.
    pub async fn to_store(&self, account: AccountId) -> Result<Grant, NotPermitted> {
        self.0.now(account).await?.ok_or(NotPermitted::NoConsent)
    }
}
