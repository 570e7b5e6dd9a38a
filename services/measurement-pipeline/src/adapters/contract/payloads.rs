//! What is read of each event: its contract has more, and none of the rest may get near a count. A test holds these to the
//! contracts' examples.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;
use service_kit::ids::{AccountId, BrandId, EventId, VisitorId};

/// The envelope.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Envelope<'l> {
    pub(super) id: EventId,
    #[serde(rename = "type", borrow)]
    pub(super) event_type: Cow<'l, str>,
    pub(super) time: Timestamp,
    #[serde(default)]
    pub(super) stream_version: i64,
    #[serde(borrow)]
    pub(super) data: &'l RawValue,
}

/// What events of people with products have in common.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Doing<'l> {
    pub(super) visitor_id: VisitorId,
    /// Absent for food that somebody named by hand.
    #[serde(borrow)]
    pub(super) gtin: Option<Cow<'l, str>>,
    #[serde(borrow)]
    pub(super) region: Option<Cow<'l, str>>,
    /// `objected` is the only word there is; any other would say no less.
    #[serde(borrow)]
    pub(super) measurement: Option<Cow<'l, str>>,
    /// Each event names its instant in its own way.
    #[serde(alias = "scannedAt", alias = "reportedAt", alias = "computedAt")]
    pub(super) at: Timestamp,
    #[serde(borrow)]
    pub(super) verdict: Option<Cow<'l, str>>,
}

#[derive(Deserialize)]
pub(super) struct ActionUndone {
    pub(super) undoes: EventId,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CatalogEntryChanged<'l> {
    #[serde(borrow)]
    pub(super) gtin: Cow<'l, str>,
    pub(super) brand_id: Option<BrandId>,
    pub(super) version: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AccountRegistered {
    pub(super) account_id: AccountId,
    pub(super) visitor_id: Option<VisitorId>,
    pub(super) registered_at: Timestamp,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct VisitorLinked {
    pub(super) visitor_id: VisitorId,
    pub(super) account_id: AccountId,
    pub(super) linked_at: Timestamp,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ConsentChanged<'l> {
    pub(super) visitor_ids: Vec<VisitorId>,
    #[serde(borrow)]
    pub(super) purpose: Cow<'l, str>,
    pub(super) granted: bool,
    pub(super) changed_at: Timestamp,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ErasureRequested {
    pub(super) visitor_ids: Vec<VisitorId>,
}
