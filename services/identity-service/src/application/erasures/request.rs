//! A person erases themselves, or their browser, and looks how far it is.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use service_kit::{
    clock::Clock,
    ids::{AccountId, ErasureId, VisitorId},
};
use tokio::sync::Notify;

use crate::{
    application::ports::{Erasures, StoreError},
    domain::erasure::{Holders, Receipt},
};

/// How long ago a person may have proved who they are.
const FRESH: SignedDuration = SignedDuration::from_mins(5);
/// Clocks of two machines may differ by this.
const LEEWAY: SignedDuration = SignedDuration::from_secs(5);

/// Why nothing was begun.
#[derive(Debug, thiserror::Error)]
pub enum EraseError {
    /// The person has to prove anew who they are.
    #[error("the sign-in is not fresh")]
    NotFresh,
    /// There is no such account any more.
    #[error("there is no such account")]
    NoAccount,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes requests for erasure.
#[derive(Clone)]
pub struct Erase {
    erasures: Arc<dyn Erasures>,
    holders: Arc<Holders>,
    clock: Arc<dyn Clock>,
    wake: Arc<Notify>,
}

impl Erase {
    /// Into these; `wake` rouses whoever carries them on.
    pub fn new(
        erasures: Arc<dyn Erasures>,
        holders: Arc<Holders>,
        clock: Arc<dyn Clock>,
        wake: Arc<Notify>,
    ) -> Self {
        Self { erasures, holders, clock, wake }
    }

    /// Begins to erase the account of somebody who has just signed in. Asked twice, it is one erasure.
    ///
    /// # Errors
    /// [`EraseError`] says why not.
    #[tracing::instrument(name = "erase_account", skip_all)]
    pub async fn account(
        &self,
        account: AccountId,
        auth_time: Option<Timestamp>,
    ) -> Result<ErasureId, EraseError> {
        let now = self.clock.now();
        if !is_fresh(auth_time, now) {
            return Err(EraseError::NotFresh);
        }
        let begun = self.erasures.begin(ErasureId::new_v7(now), account, now).await?;
        self.wake.notify_one();
        begun.ok_or(EraseError::NoAccount)
    }

    /// Begins to erase the visitor.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "erase_visitor", skip_all)]
    pub async fn visitor(&self, visitor: VisitorId) -> Result<ErasureId, StoreError> {
        let now = self.clock.now();
        let begun = self.erasures.begin_visitor(ErasureId::new_v7(now), visitor, now).await;
        self.wake.notify_one();
        begun
    }

    /// How far it is, and who has to confirm.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "read_erasure", skip_all)]
    pub async fn receipt(&self, id: ErasureId) -> Result<Option<(Receipt, Arc<Holders>)>, StoreError> {
        let receipt = self.erasures.receipt(id).await?;
        Ok(receipt.map(|receipt| (receipt, self.holders.clone())))
    }
}

fn is_fresh(auth_time: Option<Timestamp>, now: Timestamp) -> bool {
    auth_time.is_some_and(|at| {
        let age = now.duration_since(at);
        age <= FRESH && age >= -LEEWAY
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_is_fresh_for_five_minutes() {
        let now = Timestamp::from_second(1_800_000_000).expect("in range");
        let ago = |seconds| Some(now - SignedDuration::from_secs(seconds));
        assert!(is_fresh(ago(0), now) && is_fresh(ago(300), now));
        assert!(!is_fresh(ago(301), now) && !is_fresh(ago(-60), now) && !is_fresh(None, now));
    }
}
