//! Reads files in the background, one after the other; what is interrupted is gone on with, here or elsewhere.

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use service_kit::clock::Clock;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tracing::{error, info};

use super::{
    ReadRows,
    check::{Checker, GoodRow},
    ports::{Claimed, File, ImportStatus, Imports, Rows},
};
use crate::{
    application::{ports::StoreError, workspace::ports::Tenants},
    domain::{eco::LcaTable, workspace::Tenant},
};

/// After so long another instance goes on with what this one has left.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// Another instance may have taken a file that it did not end.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// Rows that are stored together: a long transaction holds every schema's relay back.
const AT_ONCE: usize = 25;

/// Reads files until stopped.
pub struct ImportWorker {
    imports: Arc<dyn Imports>,
    tenants: Arc<dyn Tenants>,
    read: ReadRows,
    table: &'static LcaTable,
    clock: Arc<dyn Clock>,
    news: Arc<Notify>,
}

impl ImportWorker {
    /// Reads what these imports keep, whenever there is news.
    pub fn new(
        imports: Arc<dyn Imports>,
        tenants: Arc<dyn Tenants>,
        read: ReadRows,
        table: &'static LcaTable,
        clock: Arc<dyn Clock>,
        news: Arc<Notify>,
    ) -> Self {
        Self { imports, tenants, read, table, clock, news }
    }

    /// Reads files until stopped, in between the rows of one.
    ///
    /// # Errors
    /// Never, today: what fails is tried again.
    pub async fn run(self, stop: CancellationToken) -> anyhow::Result<()> {
        while !stop.is_cancelled() {
            match self.next(&stop).await {
                Ok(true) => {}
                Ok(false) => self.wait(&stop).await,
                Err(failure) => {
                    error!(cause = &failure as &dyn std::error::Error, "an import is tried again");
                    self.wait(&stop).await;
                }
            }
        }
        Ok(())
    }

    async fn wait(&self, stop: &CancellationToken) {
        tokio::select! {
            () = stop.cancelled() => {}
            () = self.news.notified() => {}
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
    }

    /// Deals with one file; whether there was one.
    async fn next(&self, stop: &CancellationToken) -> Result<bool, StoreError> {
        let Some(import) = self.imports.claim(self.clock.now(), LEASE).await? else { return Ok(false) };
        let Some(file) = self.imports.file(&import).await? else { return Ok(true) };
        let Some(tenant) = self.tenants.tenant(import.brand).await? else { return Ok(false) };
        self.read(&import, file, tenant, stop).await.map(|()| true)
    }

    async fn read(
        &self,
        import: &Claimed,
        file: File,
        tenant: Tenant,
        stop: &CancellationToken,
    ) -> Result<(), StoreError> {
        let (all_or_nothing, noted, position) = (file.all_or_nothing, file.refusals, file.position);
        let (good, refused) = self.checked(file, tenant).await?;
        let rows = i64::try_from(good.len() + lines(&refused)).unwrap_or(i64::MAX);
        if noted.is_none() {
            self.imports.note_checked(import, rows, &refused).await?;
        }
        // What was decided before a restart stands: a half import would be left otherwise.
        let is_sound = noted.map_or(refused.is_empty(), |noted| noted == 0);
        let status = if all_or_nothing && !is_sound {
            ImportStatus::Refused
        } else if self.take(import, position, &good, stop).await? {
            ImportStatus::Completed
        } else {
            return self.imports.let_go(import).await;
        };
        self.imports.finish(import, status, self.clock.now()).await?;
        info!(rows, refused = refused.len(), ?status, "an import ended");
        Ok(())
    }

    /// Reading and checking many rows is work of some seconds: not on the threads that answer.
    async fn checked(
        &self,
        file: File,
        tenant: Tenant,
    ) -> Result<(Vec<GoodRow>, Vec<super::RefusedRow>), StoreError> {
        let (read, table, now) = (self.read, self.table, self.clock.now());
        let work = move || {
            let rows = read(file.format, &file.body);
            Checker { tenant: &tenant, table, now }.check(rows)
        };
        tokio::task::spawn_blocking(work).await.map_err(|fault| StoreError::Failed(Box::new(fault)))
    }

    /// Stores the rows behind the position; whether all are stored.
    async fn take(
        &self,
        import: &Claimed,
        position: i64,
        good: &[GoodRow],
        stop: &CancellationToken,
    ) -> Result<bool, StoreError> {
        let left: Vec<_> = good.iter().filter(|row| row.line > position).collect();
        let mut from = position;
        for rows in left.chunks(AT_ONCE) {
            if stop.is_cancelled() {
                return Ok(false);
            }
            let products: Vec<_> = rows.iter().map(|row| row.put.clone()).collect();
            let to = rows.last().map_or(from, |row| row.line);
            let lease_until = self.clock.now().saturating_add(LEASE).unwrap_or(Timestamp::MAX);
            let rows = Rows { import, from, to, products: &products, lease_until };
            if !self.imports.take(&rows).await? {
                return Ok(false);
            }
            from = to;
        }
        Ok(true)
    }
}

/// How many rows the refusals are about.
fn lines(refused: &[super::RefusedRow]) -> usize {
    let mut lines: Vec<_> = refused.iter().map(|row| row.line).collect();
    lines.dedup();
    lines.len()
}
