//! The person looks at what they were told before.

use std::sync::Arc;

use service_kit::{clock::Clock, ids::AccountId};

use super::{
    judging::Rules,
    permission::{NotPermitted, Permission},
    ports::{Purpose, StoreError, StoredVerdict, VerdictId, Verdicts},
};

/// Why nothing is shown.
#[derive(Debug, thiserror::Error)]
pub enum PastError {
    /// The person has not agreed, or not any more.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One page, and where the next one starts.
#[derive(Debug, Clone)]
pub struct Page {
    /// Newest first.
    pub items: Vec<StoredVerdict>,
    /// The last one of the page, when there are more.
    pub next: Option<VerdictId>,
}

/// What the same rules make of a stored verdict's profile and label today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replayed {
    /// The same.
    Same,
    /// Something else: somebody broke a promise.
    Different,
    /// This build does not have the policy.
    NoPolicy,
}

/// Reads verdicts of before.
#[derive(Clone)]
pub struct PastVerdicts {
    permission: Permission,
    verdicts: Arc<dyn Verdicts>,
    rules: Rules,
    clock: Arc<dyn Clock>,
}

impl PastVerdicts {
    /// From this store.
    pub fn new(
        permission: Permission,
        verdicts: Arc<dyn Verdicts>,
        rules: Rules,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { permission, verdicts, rules, clock }
    }

    /// The person's verdicts before this one, newest first.
    ///
    /// # Errors
    /// [`PastError`] says why not.
    #[tracing::instrument(name = "past_verdicts", skip_all)]
    pub async fn list(
        &self,
        account: AccountId,
        before: Option<VerdictId>,
        limit: usize,
    ) -> Result<Page, PastError> {
        self.permission.to_read(account).await?;
        let one_more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let now = self.clock.now();
        let mut items = self.verdicts.list(account, before, one_more, Purpose::ShowVerdicts, now).await?;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|verdict| verdict.head.id);
        Ok(Page { items, next })
    }

    /// One of the person's verdicts as it was told, and whether its policy still makes the same of it.
    ///
    /// # Errors
    /// [`PastError`] says why not.
    #[tracing::instrument(name = "past_verdict", skip_all)]
    pub async fn find(
        &self,
        account: AccountId,
        id: VerdictId,
    ) -> Result<Option<(StoredVerdict, Replayed)>, PastError> {
        self.permission.to_read(account).await?;
        let found = self.verdicts.find(account, id, self.clock.now()).await?;
        Ok(found.map(|verdict| {
            let replayed = self.replay(&verdict);
            (verdict, replayed)
        }))
    }

    fn replay(&self, verdict: &StoredVerdict) -> Replayed {
        match self.rules.replay(&verdict.content, &verdict.head.policy) {
            Some(again) if again == verdict.content.evaluation => Replayed::Same,
            Some(_) => Replayed::Different,
            None => Replayed::NoPolicy,
        }
    }
}
