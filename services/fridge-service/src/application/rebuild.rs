//! Makes every projection anew from the streams, account by account, while the service serves.

use std::{sync::Arc, time::Instant};

use service_kit::{clock::Clock, ids::AccountId};
use uuid::Uuid;

use super::ports::{StoreError, Streams};

const PAGE: i64 = 500;

/// How far it is.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Accounts that are done.
    pub accounts: u64,
    /// Events that were folded.
    pub events: u64,
    /// Since when.
    pub began: Instant,
}

/// Makes projections anew.
#[derive(Clone)]
pub struct Rebuild {
    streams: Arc<dyn Streams>,
    clock: Arc<dyn Clock>,
}

impl Rebuild {
    /// Of these.
    pub fn new(streams: Arc<dyn Streams>, clock: Arc<dyn Clock>) -> Self {
        Self { streams, clock }
    }

    /// How many accounts there are.
    ///
    /// # Errors
    /// The store failed.
    pub async fn accounts(&self) -> Result<u64, StoreError> {
        self.streams.count().await
    }

    /// All of them; `tell` hears of every account.
    ///
    /// # Errors
    /// The store failed; what was done stays done.
    pub async fn run(&self, mut tell: impl FnMut(Progress) + Send) -> Result<Progress, StoreError> {
        let mut after = AccountId::from_uuid(Uuid::nil());
        let mut progress = Progress { accounts: 0, events: 0, began: Instant::now() };
        loop {
            let page = self.streams.accounts(after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(progress) };
            after = *last;
            for account in page {
                progress.events += self.streams.rebuild(account, self.clock.now()).await?;
                progress.accounts += 1;
                tell(progress);
            }
        }
    }
}
