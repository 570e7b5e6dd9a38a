//! A person looks at a scan of theirs, and may wait for its passport to change.

use std::{sync::Arc, time::Duration};

use service_kit::ids::ScanId;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::{
    arrivals::Arrivals,
    changes::{Changes, Waited},
    passports::Passports,
    ports::{Scans, StoreError},
    record_scan::ScanView,
};
use crate::domain::scan::{Owner, Scan};

/// How a person waits for news.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// The version that the person has.
    pub seen: i64,
    /// For how long.
    pub wait: Duration,
}

/// What a person gets to see.
#[derive(Debug, Clone, PartialEq)]
pub enum Seen {
    /// The scan.
    View(Box<ScanView>),
    /// Nothing has changed since.
    Unchanged(i64),
}

/// Reads scans.
#[derive(Clone)]
pub struct ReadScan {
    scans: Arc<dyn Scans>,
    arrivals: Arrivals,
    passports: Passports,
    changes: Changes,
}

impl ReadScan {
    /// Reads these scans, those that are just arriving included.
    pub fn new(scans: Arc<dyn Scans>, arrivals: Arrivals, passports: Passports, changes: Changes) -> Self {
        Self { scans, arrivals, passports, changes }
    }

    /// The caller's scan; `None` when there is none, or when it is somebody else's.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "read_scan", skip_all)]
    pub async fn run(
        &self,
        id: ScanId,
        caller: &Owner,
        wish: Option<Wish>,
        drain: &CancellationToken,
    ) -> Result<Option<Seen>, StoreError> {
        let Some(scan) = self.find(id, caller).await? else { return Ok(None) };
        let deadline = Instant::now() + wish.map_or(Duration::ZERO, |wish| wish.wait);
        loop {
            let mut listening = self.changes.listen(scan.item.gtin);
            let (passport, _) = self.passports.now(&scan.item).await?;
            if wish.is_none_or(|wish| wish.seen != passport.version) {
                return self.view(scan, passport).await.map(Some);
            }
            if listening.wait(deadline, drain).await == Waited::Enough {
                return Ok(Some(Seen::Unchanged(passport.version)));
            }
        }
    }

    /// The caller's scan alone.
    ///
    /// # Errors
    /// The store failed.
    pub async fn find(&self, id: ScanId, caller: &Owner) -> Result<Option<Scan>, StoreError> {
        let own = |scan: &Scan| scan.owner.admits(caller);
        match self.arrivals.find(id).filter(own) {
            Some(scan) => Ok(Some(scan)),
            None => Ok(self.scans.find(id).await?.filter(own)),
        }
    }

    /// Whether this is the first answer that completes the scan.
    ///
    /// # Errors
    /// The store failed.
    pub async fn completes(&self, scan: &Scan, complete: bool) -> Result<bool, StoreError> {
        if scan.told || !complete {
            return Ok(false);
        }
        self.arrivals.stored(scan.id).await;
        self.scans.tell(scan.id).await
    }

    async fn view(
        &self,
        scan: Scan,
        passport: crate::domain::passport::Passport,
    ) -> Result<Seen, StoreError> {
        let completes = self.completes(&scan, passport.is_complete()).await?;
        Ok(Seen::View(Box::new(ScanView { scan, passport, completes })))
    }
}
