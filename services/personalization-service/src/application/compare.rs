//! Several products at once, to be compared.

use std::{collections::BTreeMap, sync::Arc};

use futures_util::{StreamExt as _, stream};
use gs1::Gtin;
use service_kit::{idempotency::Claim, ids::uuid_v7};

use super::{
    judging::{Judging, NoVerdict, NotReady},
    ports::{Asker, BatchId, CommandError, Done, NewVerdict, StoredProfile, StoredVerdict, Verdicts},
};

/// Labels asked for at the same time.
const AT_ONCE: usize = 5;

/// Why nothing was compared.
#[derive(Debug, thiserror::Error)]
pub enum CompareError {
    /// Nothing can be judged for this person.
    #[error(transparent)]
    NotReady(#[from] NotReady),
    /// It could not be stored.
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// A verdict, or why there is none; shared by those who asked for the same product twice.
pub type Compared = Arc<Result<StoredVerdict, NoVerdict>>;

/// Compares products.
#[derive(Clone)]
pub struct Compare {
    judging: Judging,
    verdicts: Arc<dyn Verdicts>,
}

type Found = BTreeMap<Gtin, Compared>;

impl Compare {
    /// By these steps, into this store.
    pub fn new(judging: Judging, verdicts: Arc<dyn Verdicts>) -> Self {
        Self { judging, verdicts }
    }

    /// A verdict for each product, in the asked order. Under a key that was used before, the verdicts of then; what had none then is
    /// tried again.
    ///
    /// # Errors
    /// [`CompareError`]: about the person; a product's own trouble stands in its place.
    #[tracing::instrument(name = "compare", skip_all)]
    pub async fn compare(
        &self,
        asker: &Asker,
        gtins: &[Gtin],
        key: Option<&Claim>,
    ) -> Result<Vec<(Gtin, Compared)>, CompareError> {
        let (grant, profile) = self.judging.prepare(asker.account).await?;
        let (batch, mut found) = self.before(asker, key).await?;
        let mut missing: Vec<Gtin> = gtins.iter().filter(|gtin| !found.contains_key(gtin)).copied().collect();
        missing.sort_unstable();
        missing.dedup();
        let (new, refused) = self.judge_all(missing, &profile).await;
        if !new.is_empty() {
            self.verdicts.store(asker, grant, profile.tag, batch, &new).await?;
        }
        found.extend(new.into_iter().map(|new| (new.verdict.head.gtin, Arc::new(Ok(new.verdict)))));
        found.extend(refused);
        Ok(gtins.iter().filter_map(|gtin| Some((*gtin, found.get(gtin)?.clone()))).collect())
    }

    async fn before(
        &self,
        asker: &Asker,
        key: Option<&Claim>,
    ) -> Result<(Option<BatchId>, Found), CommandError> {
        let Some(key) = key else { return Ok((None, Found::new())) };
        let now = self.judging.clock.now();
        match self.verdicts.batch(asker, BatchId(uuid_v7(now)), key, now).await? {
            Done::Now(batch) => Ok((Some(batch), Found::new())),
            Done::Before(batch) => {
                let stored = self.verdicts.of_batch(asker.account, batch, now).await?;
                let found = stored.into_iter().map(|verdict| (verdict.head.gtin, Arc::new(Ok(verdict))));
                Ok((Some(batch), found.collect()))
            }
        }
    }

    async fn judge_all(&self, gtins: Vec<Gtin>, profile: &StoredProfile) -> (Vec<NewVerdict>, Found) {
        let judged = stream::iter(gtins)
            .map(|gtin| async move { (gtin, self.judging.judge(&gtin, profile).await) })
            .buffered(AT_ONCE)
            .collect::<Vec<_>>()
            .await;
        let (mut new, mut refused) = (Vec::new(), Found::new());
        for (gtin, judged) in judged {
            match judged {
                Ok(verdict) => new.push(verdict),
                Err(error) => drop(refused.insert(gtin, Arc::new(Err(error)))),
            }
        }
        (new, refused)
    }
}
