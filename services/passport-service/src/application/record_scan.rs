//! A person scans a pack or types its code.

use service_kit::idempotency::Claim;
use std::sync::Arc;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use service_kit::{clock::Clock, identity::Region, ids::ScanId};

use super::{
    passports::Passports,
    ports::{CommandError, Done, Scans, StoreError},
};
use crate::domain::{
    code::InvalidCode,
    passport::Passport,
    scan::{Entry, Owner, Scan, ScannedItem},
};

/// What came in.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The code as it came.
    pub raw: String,
    /// How it came.
    pub entry: Entry,
    /// From whom.
    pub owner: Owner,
    /// From where.
    pub region: Option<Region>,
    /// The browser said that it is not to be measured.
    pub objected: bool,
    /// First byte of the request at the gateway, in microseconds of Unix time.
    pub started_at: Option<i64>,
    /// The answer shows the passport; a redirect does not.
    pub answer_completes: bool,
    /// The idempotency key, if one was sent.
    pub key: Option<Claim>,
}

/// A scan with its passport as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct ScanView {
    /// The scan.
    pub scan: Scan,
    /// Its product's passport.
    pub passport: Passport,
    /// This answer completes the scan, for the first time: it is to be told to the gateway.
    pub completes: bool,
}

/// Why a scan was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordScanError {
    /// The code names no product.
    #[error(transparent)]
    InvalidCode(#[from] InvalidCode),
    /// The answer to the key's first use is gone: the scan was deleted since.
    #[error("the scan of this idempotency key was deleted")]
    Gone,
    /// The command could not be carried out.
    #[error(transparent)]
    Command(#[from] CommandError),
}

impl From<StoreError> for RecordScanError {
    fn from(error: StoreError) -> Self {
        Self::Command(error.into())
    }
}

/// Records scans.
#[derive(Clone)]
pub struct RecordScan {
    scans: Arc<dyn Scans>,
    passports: Passports,
    clock: Arc<dyn Clock>,
}

impl RecordScan {
    /// Records into these scans.
    pub fn new(scans: Arc<dyn Scans>, passports: Passports, clock: Arc<dyn Clock>) -> Self {
        Self { scans, passports, clock }
    }

    /// Records the scan and resolves its passport.
    ///
    /// # Errors
    /// [`RecordScanError`] says why not.
    #[tracing::instrument(name = "record_scan", skip_all, fields(entry = incoming.entry.as_str()))]
    pub async fn run(&self, incoming: Incoming) -> Result<ScanView, RecordScanError> {
        let now = to_the_microsecond(self.clock.now());
        let item = ScannedItem::read(&incoming.raw, today(now))?;
        let (passport, cached) = self.passports.now(&item).await?;
        let scan = Scan {
            id: ScanId::new_v7(now),
            owner: incoming.owner,
            region: incoming.region,
            objected: incoming.objected,
            item,
            entry: incoming.entry,
            scanned_at: now,
            started_at: incoming.started_at,
            cached,
            told: incoming.answer_completes && passport.is_complete(),
        };
        match self.scans.record(&scan, incoming.key.as_ref()).await? {
            Done::Now(_) => Ok(ScanView { completes: scan.told, scan, passport }),
            Done::Before(id) => self.rendered_anew(id).await,
        }
    }

    async fn rendered_anew(&self, id: ScanId) -> Result<ScanView, RecordScanError> {
        let scan = self.scans.find(id).await?.ok_or(RecordScanError::Gone)?;
        let (passport, _) = self.passports.now(&scan.item).await?;
        Ok(ScanView { scan, passport, completes: false })
    }
}

/// The day in UTC: which century a two-digit year belongs to.
#[must_use]
pub fn today(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

/// As fine as the store keeps instants.
#[must_use]
pub fn to_the_microsecond(now: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
}
