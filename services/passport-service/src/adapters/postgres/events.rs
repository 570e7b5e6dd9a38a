//! Domain changes as the contracts tell them, appended in the command's own transaction.

use std::fmt::Display;

use contracts::events::{
    CatalogChange, CatalogEntryChanged, ProductReported, ProductReportedMeasurement, ProductReportedReason,
    ProductScanned, ProductScannedEntry, ProductScannedMeasurement,
};
use jiff::Timestamp;
use messaging::outbox::{self, OutboxError, Outgoing};
use service_kit::{identity::Region, ids::uuid_v7};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::domain::{
    catalog::{CatalogEntry, Change},
    report::{Reason, Report},
    scan::{Entry, Scan},
};

/// Locks the stream: the first statement of every command.
pub(super) async fn lock(conn: &mut PgConnection, stream: impl Display) -> Result<(), OutboxError> {
    outbox::lock_stream(conn, &stream.to_string()).await
}

/// Locks many streams at once.
pub(super) async fn lock_all(conn: &mut PgConnection, streams: &[&str]) -> Result<(), OutboxError> {
    outbox::lock_streams(conn, streams).await
}

/// Appends one event each of many streams.
pub(super) async fn append_all(conn: &mut PgConnection, events: &[Outgoing]) -> Result<(), OutboxError> {
    outbox::append_all(conn, events).await
}

pub(super) async fn scanned(
    conn: &mut PgConnection,
    scan: &Scan,
    new_visitor: bool,
    brand_id: Option<Uuid>,
) -> Result<(), OutboxError> {
    let data = ProductScanned {
        scan_id: scan.id.as_uuid(),
        visitor_id: scan.owner.visitor.as_uuid(),
        account_id: scan.owner.account.map(|account| account.as_uuid()),
        gtin: scan.item.gtin.to_string(),
        brand_id,
        region: region(scan.region.as_ref()),
        entry: match scan.entry {
            Entry::CameraApp => ProductScannedEntry::CameraApp,
            Entry::InAppScanner => ProductScannedEntry::InAppScanner,
            Entry::Typed => ProductScannedEntry::Typed,
            Entry::Image => ProductScannedEntry::Image,
        },
        new_visitor,
        measurement: scan.objected.then_some(ProductScannedMeasurement::Objected),
        scanned_at: scan.scanned_at,
    };
    let event = Outgoing::new(scan.owner.visitor, scan.scanned_at, uuid_v7(scan.scanned_at), &data);
    outbox::append(conn, &event).await.map(drop)
}

pub(super) async fn reported(
    conn: &mut PgConnection,
    report: &Report,
    brand_id: Option<Uuid>,
) -> Result<(), OutboxError> {
    let data = ProductReported {
        report_id: report.id.as_uuid(),
        visitor_id: report.owner.visitor.as_uuid(),
        gtin: report.gtin.to_string(),
        brand_id,
        region: region(report.region.as_ref()),
        reason: match report.reason {
            Reason::UnknownProduct => ProductReportedReason::UnknownProduct,
            Reason::WrongFacts => ProductReportedReason::WrongFacts,
            Reason::Other => ProductReportedReason::Other,
        },
        measurement: report.objected.then_some(ProductReportedMeasurement::Objected),
        reported_at: report.reported_at,
    };
    let event = Outgoing::new(report.owner.visitor, report.reported_at, uuid_v7(report.reported_at), &data);
    outbox::append(conn, &event).await.map(drop)
}

/// Tells of a known product's changes; what nobody knows is no news.
pub(super) async fn entry_changed(
    conn: &mut PgConnection,
    entry: &CatalogEntry,
    changes: &[Change],
    now: Timestamp,
) -> Result<(), OutboxError> {
    let Some(event) = entry_event(entry, changes, now, now) else { return Ok(()) };
    outbox::append(conn, &event).await.map(drop)
}

/// The event of an entry's changes, when there are some; they may be told later than they happened.
pub(super) fn entry_event(
    entry: &CatalogEntry,
    changes: &[Change],
    since: Timestamp,
    now: Timestamp,
) -> Option<Outgoing> {
    let product = entry.known().filter(|_| !changes.is_empty())?;
    let data = CatalogEntryChanged {
        gtin: entry.gtin.to_string(),
        brand_id: product.brand.as_ref().and_then(|brand| brand.brand_id),
        brand_name: product.brand.as_ref().and_then(|brand| text(&brand.name, 512)),
        name: product.name.as_deref().and_then(|name| text(name, 1024)),
        categories: product.categories.iter().filter_map(|tag| text(tag, 256)).take(256).collect(),
        version: entry.version,
        label_version: entry.label_version,
        changes: changes.iter().copied().map(change).collect(),
        changed_at: since,
        retired: false,
    };
    Some(Outgoing::new(entry.gtin, now, uuid_v7(now), &data))
}

fn change(change: Change) -> CatalogChange {
    match change {
        Change::Created => CatalogChange::Created,
        Change::Name => CatalogChange::Name,
        Change::Brand => CatalogChange::Brand,
        Change::Categories => CatalogChange::Categories,
        Change::Quantity => CatalogChange::Quantity,
        Change::Picture => CatalogChange::Picture,
        Change::Label => CatalogChange::Label,
        Change::Allergens => CatalogChange::Allergens,
        Change::Journey => CatalogChange::Journey,
        Change::Eco => CatalogChange::Eco,
        Change::Recall => CatalogChange::Recall,
    }
}

/// What the contract admits: no empty text, none longer than this.
fn text(words: &str, longest: usize) -> Option<String> {
    let words: String = words.trim().chars().take(longest).collect();
    (!words.is_empty()).then_some(words)
}

fn region(region: Option<&Region>) -> Option<String> {
    region.map(ToString::to_string)
}
