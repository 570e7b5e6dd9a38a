//! The published shapes that are no domain type themselves.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    application::{ports::Found, record_scan::ScanView},
    domain::{
        passport::Passport,
        product::BrandName,
        scan::{Entry, ExpiryKind, PastScan, Scan, ScannedItem},
    },
};

/// A scan with its product's passport.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Scan)]
pub(super) struct ScanBody<'a> {
    scan_id: Uuid,
    scanned_at: Timestamp,
    entry: Entry,
    item: Item<'a>,
    /// No section is pending.
    complete: bool,
    #[schema(value_type = Passport)]
    passport: &'a Passport,
}

/// Facts of one physical pack.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item<'a> {
    /// 14 digits.
    gtin: &'a str,
    lot: Option<&'a str>,
    serial: Option<&'a str>,
    expiry: Option<Date>,
    expiry_kind: Option<ExpiryKind>,
    /// The code as it came.
    raw: &'a str,
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    /// Cursor of the next page; `null` on the last one.
    pub(super) next: Option<String>,
}

/// A line of a person's history.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PastScan)]
pub(super) struct PastScanBody<'a> {
    scan_id: Uuid,
    scanned_at: Timestamp,
    item: Item<'a>,
    name: Option<&'a str>,
    #[schema(value_type = Option<BrandName>)]
    brand: Option<&'a BrandName>,
    image_url: Option<&'a str>,
}

/// A hit of a search.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = FoundProduct)]
pub(super) struct FoundBody<'a> {
    gtin: &'a str,
    name: Option<&'a str>,
    #[schema(value_type = Option<BrandName>)]
    brand: Option<&'a BrandName>,
    image_url: Option<&'a str>,
    quantity: Option<&'a str>,
}

impl<'a> From<&'a ScannedItem> for Item<'a> {
    fn from(item: &'a ScannedItem) -> Self {
        Self {
            gtin: item.gtin.as_str(),
            lot: item.lot.as_deref(),
            serial: item.serial.as_deref(),
            expiry: item.expiry.map(|expiry| expiry.date),
            expiry_kind: item.expiry.map(|expiry| expiry.kind),
            raw: &item.raw,
        }
    }
}

impl<'a> ScanBody<'a> {
    pub(super) fn new(scan: &'a Scan, passport: &'a Passport) -> Self {
        Self {
            scan_id: scan.id.as_uuid(),
            scanned_at: scan.scanned_at,
            entry: scan.entry,
            item: (&scan.item).into(),
            complete: passport.is_complete(),
            passport,
        }
    }
}

impl<'a> From<&'a ScanView> for ScanBody<'a> {
    fn from(view: &'a ScanView) -> Self {
        Self::new(&view.scan, &view.passport)
    }
}

impl<'a> From<&'a PastScan> for PastScanBody<'a> {
    fn from(past: &'a PastScan) -> Self {
        Self {
            scan_id: past.scan.id.as_uuid(),
            scanned_at: past.scan.scanned_at,
            item: (&past.scan.item).into(),
            name: past.name.as_deref(),
            brand: past.brand.as_ref(),
            image_url: past.image_url.as_deref(),
        }
    }
}

impl<'a> From<&'a Found> for FoundBody<'a> {
    fn from(found: &'a Found) -> Self {
        Self {
            gtin: found.gtin.as_str(),
            name: found.name.as_deref(),
            brand: found.brand.as_ref(),
            image_url: found.image_url.as_deref(),
            quantity: found.quantity.as_deref(),
        }
    }
}

/// The pack of a scan inside a page's data: what the web app needs of it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PageScan<'a> {
    scan_id: Uuid,
    scanned_at: Timestamp,
    entry: Entry,
    item: Item<'a>,
    complete: bool,
}

impl<'a> PageScan<'a> {
    pub(super) fn new(scan: &'a Scan, complete: bool) -> Self {
        Self {
            scan_id: scan.id.as_uuid(),
            scanned_at: scan.scanned_at,
            entry: scan.entry,
            item: (&scan.item).into(),
            complete,
        }
    }
}
