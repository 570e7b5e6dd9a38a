//! Scans on PostgreSQL.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, outbox_error, store_error};
use messaging::idempotency;
use service_kit::idempotency::Claim;
use service_kit::{
    ids::{AccountId, ScanId, VisitorId},
    tombstones::{Subject, Tombstones},
};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::{entry::brand, events, failure::command_error};
use crate::{
    adapters::metrics::ScanMeter,
    application::ports::{CommandError, Done, Scans, StoreError},
    domain::scan::{Entry, Expiry, ExpiryKind, Owner, PastScan, Scan, ScannedItem},
};

/// The stored scans.
#[derive(Clone)]
pub struct PgScans {
    pool: PgPool,
    tombstones: Tombstones,
    meter: ScanMeter,
}

impl PgScans {
    /// On this pool; nothing is stored about those who have a tombstone.
    #[must_use]
    pub fn new(pool: PgPool, tombstones: Tombstones) -> Self {
        Self { pool, tombstones, meter: ScanMeter::default() }
    }

    /// The same, counted.
    #[must_use]
    pub fn metered(self, meter: ScanMeter) -> Self {
        Self { meter, ..self }
    }

    async fn store(&self, scan: &Scan, key: Option<&Claim>) -> Result<Done<ScanId>, CommandError> {
        let mut tx = self.pool.begin().await.map_err(command_error)?;
        events::lock(&mut tx, scan.owner.visitor).await.map_err(outbox_error)?;
        admit(&scan.owner, &self.tombstones)?;
        if let Some(id) =
            idempotency::before(&mut tx, scan.owner.visitor.as_uuid(), key, scan.scanned_at).await?
        {
            return Ok(Done::Before(ScanId::from_uuid(id)));
        }
        insert(&mut tx, scan).await?;
        idempotency::remember(&mut tx, scan.owner.visitor.as_uuid(), key, scan.id.as_uuid(), scan.scanned_at)
            .await?;
        tx.commit().await.map_err(command_error)?;
        Ok(Done::Now(scan.id))
    }
}

/// Nothing is stored about who was erased; asked under the stream's lock, which an erasure takes as well.
pub(super) fn admit(owner: &Owner, tombstones: &Tombstones) -> Result<(), CommandError> {
    let visitor = Subject::Visitor(owner.visitor);
    let subjects = owner.account.map(Subject::Account).into_iter().chain([visitor]);
    match tombstones.among(subjects) {
        Ok(erased) if erased.is_empty() => Ok(()),
        Ok(_) => Err(CommandError::Erased),
        Err(error) => Err(StoreError::Unavailable(error.into()).into()),
    }
}

/// A scan as a row holds it.
pub(super) struct Row {
    pub(super) scan_id: Uuid,
    pub(super) visitor_id: Uuid,
    pub(super) account_id: Option<Uuid>,
    pub(super) gtin: String,
    pub(super) lot: Option<String>,
    pub(super) serial: Option<String>,
    pub(super) expiry: Option<jiff_sqlx::Date>,
    pub(super) expiry_kind: Option<String>,
    pub(super) raw: String,
    pub(super) entry: String,
    pub(super) region: Option<String>,
    pub(super) objected: bool,
    pub(super) cached: bool,
    pub(super) started_at: Option<i64>,
    pub(super) told: bool,
    pub(super) scanned_at: jiff_sqlx::Timestamp,
}

/// A row that makes no sense.
#[derive(Debug, thiserror::Error)]
#[error("a stored scan has an unknown {0}")]
struct Senseless(&'static str);

impl TryFrom<Row> for Scan {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let expiry = match (row.expiry, row.expiry_kind.as_deref()) {
            (Some(date), Some(kind)) => Some(Expiry { date: date.to_jiff(), kind: expiry_kind(kind)? }),
            _ => None,
        };
        Ok(Self {
            id: ScanId::from_uuid(row.scan_id),
            owner: Owner {
                visitor: VisitorId::from_uuid(row.visitor_id),
                account: row.account_id.map(AccountId::from_uuid),
            },
            region: row.region.map(|region| region.parse().map_err(corrupt)).transpose()?,
            objected: row.objected,
            item: ScannedItem {
                gtin: row.gtin.parse().map_err(corrupt)?,
                lot: row.lot,
                serial: row.serial,
                expiry,
                raw: row.raw,
            },
            entry: entry(&row.entry)?,
            scanned_at: row.scanned_at.to_jiff(),
            started_at: row.started_at,
            cached: row.cached,
            told: row.told,
        })
    }
}

fn expiry_kind(name: &str) -> Result<ExpiryKind, StoreError> {
    match name {
        "use_by" => Ok(ExpiryKind::UseBy),
        "best_before" => Ok(ExpiryKind::BestBefore),
        _ => Err(corrupt(Senseless("kind of expiry"))),
    }
}

const fn expiry_kind_name(kind: ExpiryKind) -> &'static str {
    match kind {
        ExpiryKind::UseBy => "use_by",
        ExpiryKind::BestBefore => "best_before",
    }
}

fn entry(name: &str) -> Result<Entry, StoreError> {
    let entries = [Entry::CameraApp, Entry::InAppScanner, Entry::Typed, Entry::Image];
    entries.into_iter().find(|entry| entry.as_str() == name).ok_or_else(|| corrupt(Senseless("entry")))
}

async fn insert(conn: &mut PgConnection, scan: &Scan) -> Result<(), CommandError> {
    let item = &scan.item;
    let row = sqlx::query_file!(
        "queries/insert_scan.sql",
        scan.id.as_uuid(),
        scan.owner.visitor.as_uuid(),
        scan.owner.account.map(|account| account.as_uuid()),
        item.gtin.as_str(),
        item.lot.as_deref(),
        item.serial.as_deref(),
        item.expiry.map(|expiry| expiry.date.to_sqlx()),
        item.expiry.map(|expiry| expiry_kind_name(expiry.kind)),
        item.raw,
        scan.entry.as_str(),
        scan.region.as_ref().map(service_kit::identity::Region::as_str),
        scan.cached,
        scan.started_at,
        scan.told,
        scan.scanned_at.to_sqlx(),
        scan.objected,
    )
    .fetch_one(&mut *conn)
    .await
    .map_err(command_error)?;
    events::scanned(conn, scan, row.new_visitor, row.brand_id).await.map_err(outbox_error)?;
    Ok(())
}

#[async_trait]
impl Scans for PgScans {
    #[tracing::instrument(name = "scans.record", skip_all)]
    async fn record(&self, scan: &Scan, key: Option<&Claim>) -> Result<Done<ScanId>, CommandError> {
        let done = self.store(scan, key).await;
        match &done {
            Ok(Done::Now(_)) => self.meter.recorded(scan.entry),
            Ok(Done::Before(_)) => self.meter.repeated(scan.entry),
            Err(CommandError::Erased | CommandError::KeyReused) => self.meter.refused(scan.entry),
            Err(CommandError::Store(_)) => self.meter.failed(scan.entry),
        }
        done
    }

    fn is_erased(&self, owner: &Owner) -> bool {
        matches!(admit(owner, &self.tombstones), Err(CommandError::Erased))
    }

    #[tracing::instrument(name = "scans.find", skip_all)]
    async fn find(&self, id: ScanId) -> Result<Option<Scan>, StoreError> {
        let row = sqlx::query_file_as!(Row, "queries/find_scan.sql", id.as_uuid())
            .fetch_optional(&self.pool)
            .await
            .map_err(store_error)?;
        row.map(Scan::try_from).transpose()
    }

    #[tracing::instrument(name = "scans.history", skip_all)]
    async fn history(
        &self,
        owner: &Owner,
        before: Option<ScanId>,
        limit: i64,
    ) -> Result<Vec<PastScan>, StoreError> {
        let rows = sqlx::query_file!(
            "queries/history.sql",
            owner.visitor.as_uuid(),
            owner.account.map(|account| account.as_uuid()),
            before.map_or(Uuid::max(), |id| id.as_uuid()),
            limit,
        )
        .fetch_all(&self.pool)
        .await
        .map_err(store_error)?;
        let past = rows.into_iter().map(|row| {
            let scan = Row {
                scan_id: row.scan_id,
                visitor_id: row.visitor_id,
                account_id: row.account_id,
                gtin: row.gtin,
                lot: row.lot,
                serial: row.serial,
                expiry: row.expiry,
                expiry_kind: row.expiry_kind,
                raw: row.raw,
                entry: row.entry,
                region: row.region,
                objected: row.objected,
                cached: row.cached,
                started_at: row.started_at,
                told: row.told,
                scanned_at: row.scanned_at,
            };
            Ok(PastScan {
                scan: scan.try_into()?,
                name: row.name,
                brand: brand(row.brand_name, row.brand_id),
                image_url: row.image_url,
            })
        });
        past.collect()
    }

    #[tracing::instrument(name = "scans.delete", skip_all)]
    async fn delete(
        &self,
        id: ScanId,
        owner: &Owner,
        key: Option<&Claim>,
        now: Timestamp,
    ) -> Result<bool, CommandError> {
        let mut tx = self.pool.begin().await.map_err(command_error)?;
        events::lock(&mut tx, owner.visitor).await.map_err(outbox_error)?;
        if idempotency::before(&mut tx, owner.visitor.as_uuid(), key, now).await?.is_some() {
            return Ok(true);
        }
        let account = owner.account.map(|account| account.as_uuid());
        let deleted =
            sqlx::query_file!("queries/delete_scan.sql", id.as_uuid(), owner.visitor.as_uuid(), account)
                .execute(&mut *tx)
                .await
                .map_err(command_error)?
                .rows_affected();
        if deleted == 0 {
            return Ok(false);
        }
        idempotency::remember(&mut tx, owner.visitor.as_uuid(), key, id.as_uuid(), now).await?;
        tx.commit().await.map_err(command_error)?;
        Ok(true)
    }

    async fn tell(&self, id: ScanId) -> Result<bool, StoreError> {
        let told = sqlx::query_file!("queries/tell_scan.sql", id.as_uuid())
            .execute(&self.pool)
            .await
            .map_err(store_error)?;
        Ok(told.rows_affected() == 1)
    }
}
