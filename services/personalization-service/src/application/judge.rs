//! Is this product right for this person?

use std::sync::Arc;

use gs1::Gtin;

use super::{
    judging::{Judging, NoVerdict, NotReady},
    ports::{Asker, CommandError, StoredVerdict, Verdicts},
};

/// Why there is no verdict.
#[derive(Debug, thiserror::Error)]
pub enum JudgeError {
    /// Nothing can be judged for this person.
    #[error(transparent)]
    NotReady(#[from] NotReady),
    /// Nothing can be said about this product.
    #[error(transparent)]
    NoVerdict(#[from] NoVerdict),
    /// It could not be stored.
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// Computes, stores and tells verdicts.
#[derive(Clone)]
pub struct Judge {
    judging: Judging,
    verdicts: Arc<dyn Verdicts>,
}

impl Judge {
    /// By these steps, into this store.
    pub fn new(judging: Judging, verdicts: Arc<dyn Verdicts>) -> Self {
        Self { judging, verdicts }
    }

    /// The verdict for who asks.
    ///
    /// # Errors
    /// [`JudgeError`] says why there is none.
    #[tracing::instrument(name = "judge", skip_all)]
    pub async fn judge(&self, asker: &Asker, gtin: &Gtin) -> Result<StoredVerdict, JudgeError> {
        let (grant, profile) = self.judging.prepare(asker.account).await?;
        let new = self.judging.judge(gtin, &profile).await?;
        self.verdicts.store(asker, grant, profile.tag, None, std::slice::from_ref(&new)).await?;
        Ok(new.verdict)
    }
}
