//! A person deletes a scan of theirs.

use service_kit::idempotency::Claim;
use std::sync::Arc;

use service_kit::{clock::Clock, ids::ScanId};

use super::{
    arrivals::Arrivals,
    ports::{CommandError, Scans},
};
use crate::domain::scan::Owner;

/// Deletes scans.
#[derive(Clone)]
pub struct DeleteScan {
    scans: Arc<dyn Scans>,
    arrivals: Arrivals,
    clock: Arc<dyn Clock>,
}

impl DeleteScan {
    /// Deletes from these scans.
    pub fn new(scans: Arc<dyn Scans>, arrivals: Arrivals, clock: Arc<dyn Clock>) -> Self {
        Self { scans, arrivals, clock }
    }

    /// Deletes the caller's scan; `false` when the caller has no such scan.
    ///
    /// # Errors
    /// [`CommandError`] says why not.
    #[tracing::instrument(name = "delete_scan", skip_all)]
    pub async fn run(&self, id: ScanId, caller: &Owner, key: Option<&Claim>) -> Result<bool, CommandError> {
        self.arrivals.stored(id).await;
        self.scans.delete(id, caller, key, self.clock.now()).await
    }
}
