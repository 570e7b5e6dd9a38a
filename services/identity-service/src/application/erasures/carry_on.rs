//! Carries erasures on: step by step, each repeated until it holds, whoever dies in between.

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use service_kit::{clock::Clock, ids::ErasureId};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::{
    application::ports::{Directory, DirectoryError, Erasures, Graves, StoreError},
    domain::erasure::{Erasure, Holders, Step, Whom},
};

/// For so long an erasure is one instance's alone.
const CLAIMED: SignedDuration = SignedDuration::from_secs(60);
/// Between two looks, when nobody wakes us.
const PAUSE: Duration = Duration::from_millis(500);
const LONGEST_WAIT: i64 = 60;

/// Carries erasures on.
#[derive(Clone)]
pub struct CarryOn {
    /// The sagas.
    pub erasures: Arc<dyn Erasures>,
    /// People in Keycloak.
    pub directory: Arc<dyn Directory>,
    /// Tombstones.
    pub graves: Arc<dyn Graves>,
    /// Who must confirm.
    pub holders: Arc<Holders>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// Why a step did not hold yet.
#[derive(Debug, thiserror::Error)]
enum Hindered {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Directory(#[from] DirectoryError),
}

impl CarryOn {
    /// Until told to stop.
    ///
    /// # Errors
    /// Never, today: what fails is tried again.
    pub async fn run(self, wake: Arc<Notify>, stop: CancellationToken) -> anyhow::Result<()> {
        let mut told = false;
        while !stop.is_cancelled() {
            match self.all_due().await {
                Ok(()) => told = false,
                Err(error) if !told => {
                    told = true;
                    warn!(error = &error as &dyn std::error::Error, "erasures cannot be carried on");
                }
                Err(_) => {}
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = wake.notified() => {}
                () = tokio::time::sleep(PAUSE) => {}
            }
        }
        Ok(())
    }

    /// Takes every erasure that is due as far as it goes now.
    ///
    /// # Errors
    /// The store failed.
    pub async fn all_due(&self) -> Result<(), StoreError> {
        loop {
            let now = self.clock.now();
            let Some(id) = self.erasures.claim(now, after(now, CLAIMED)).await? else { return Ok(()) };
            self.one(id).await?;
        }
    }

    async fn one(&self, id: ErasureId) -> Result<(), StoreError> {
        while let Some(erasure) = self.erasures.load(id).await? {
            let now = self.clock.now();
            let step = erasure.next(&self.holders, now);
            if let Step::WaitUntil(until) = step {
                return self.erasures.postpone(id, until, false).await;
            }
            if let Err(hindered) = self.take(step, &erasure, now).await {
                if erasure.tries == 0 {
                    warn!(erasure = %id, ?step, error = &hindered as &dyn std::error::Error, "an erasure is held up");
                }
                return self.erasures.postpone(id, after(now, pause(erasure.tries)), true).await;
            }
        }
        Ok(())
    }

    async fn take(&self, step: Step, erasure: &Erasure, now: Timestamp) -> Result<(), Hindered> {
        match step {
            Step::Bar => self.bar(erasure, now).await,
            Step::Publish => self.publish(erasure, now).await,
            Step::Remove => Ok(self.erasures.remove(erasure, now).await.map(drop)?),
            Step::Finish => self.finish(erasure, now).await,
            Step::WaitUntil(_) => Ok(()),
        }
    }

    /// The tombstone first: a sign-in that is on its way makes no account anew.
    async fn bar(&self, erasure: &Erasure, now: Timestamp) -> Result<(), Hindered> {
        match &erasure.whom {
            Whom::Account { account, subject } => {
                self.graves.bury(Some((*account, subject)), &[], now).await?;
                self.directory.disable(subject).await?;
                self.directory.sign_out(subject).await?;
            }
            Whom::Visitor(visitor) => self.graves.bury(None, &[*visitor], now).await?,
        }
        Ok(self.erasures.barred(erasure.id, now).await?)
    }

    async fn publish(&self, erasure: &Erasure, now: Timestamp) -> Result<(), Hindered> {
        loop {
            let visitors = match &erasure.whom {
                // Those that were told before stay in it: their links may be gone.
                Whom::Account { account, .. } => {
                    let mut visitors = self.erasures.visitors(*account).await?;
                    visitors.extend(&erasure.visitors);
                    visitors.sort_unstable();
                    visitors.dedup();
                    visitors
                }
                Whom::Visitor(visitor) => vec![*visitor],
            };
            self.graves.bury(None, &visitors, now).await?;
            if self.erasures.publish(erasure, &visitors, now).await? {
                return Ok(());
            }
        }
    }

    async fn finish(&self, erasure: &Erasure, now: Timestamp) -> Result<(), Hindered> {
        if let Whom::Account { subject, .. } = &erasure.whom {
            self.directory.delete(subject).await?;
        }
        self.erasures.complete(erasure.id, now).await?;
        info!(erasure = %erasure.id, "an erasure is complete");
        Ok(())
    }
}

fn after(now: Timestamp, span: SignedDuration) -> Timestamp {
    now.saturating_add(span).unwrap_or(Timestamp::MAX)
}

/// Longer after every failure.
fn pause(tries: i32) -> SignedDuration {
    let doubled = 1_i64 << tries.clamp(0, 6);
    SignedDuration::from_secs(doubled.min(LONGEST_WAIT))
}
