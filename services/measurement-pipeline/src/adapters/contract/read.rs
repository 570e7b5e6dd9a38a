//! One event, read.

use serde::Deserialize;
use service_kit::{identity::RegionFault, ids::EventId};

use super::payloads::{
    AccountRegistered, ActionUndone, CatalogEntryChanged, ConsentChanged, Doing, Envelope, ErasureRequested,
    VisitorLinked,
};
use crate::{
    application::news::{Heard, News},
    domain::{
        catalogue::{Change, Version},
        fact::{Fact, FactKind, Level},
        gtin::GtinFault,
        region::Region,
        standing::Decision,
    },
};

/// Why an event cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// No envelope, or not the payload that its type says.
    #[error("not an event in its envelope: {0}")]
    Json(#[from] serde_json::Error),
    /// No product is named so.
    #[error("/data/gtin: {0}")]
    Gtin(#[from] GtinFault),
    /// A product is missing.
    #[error("/data/gtin is missing")]
    NoGtin,
    /// No region is named so.
    #[error("/data/region: {0}")]
    Region(#[from] RegionFault),
    /// No verdict is named so.
    #[error("/data/verdict is none of good_for_you, be_careful and avoid")]
    Verdict,
}

/// The one purpose of consent that matters here.
const MEASUREMENT: &str = "measurement";

/// Reads an envelope.
///
/// # Errors
/// It is none, or its payload is not what its type says. Types that say nothing about products and people are none of our business.
pub fn read(line: &[u8]) -> Result<Heard, Unreadable> {
    let Envelope { id, event_type, time: arrived, stream_version, data } = serde_json::from_slice(line)?;
    let news = match &*event_type {
        "packytrace.product_scanned.v1" => doing(id, data.get(), Some(FactKind::Scan))?,
        "packytrace.product_reported.v1" => doing(id, data.get(), Some(FactKind::Report))?,
        "packytrace.verdict_computed.v1" => doing(id, data.get(), None)?,
        "packytrace.item_added.v1" => at_home(id, data.get(), FactKind::Saved)?,
        "packytrace.item_used.v1" => at_home(id, data.get(), FactKind::Used)?,
        "packytrace.item_thrown_away.v1" => at_home(id, data.get(), FactKind::ThrownAway)?,
        "packytrace.item_recycled.v1" => at_home(id, data.get(), FactKind::Recycled)?,
        "packytrace.action_undone.v1" => Some(News::Undone(payload::<ActionUndone>(data.get())?.undoes)),
        "packytrace.consent_changed.v1" => decided(payload(data.get())?),
        "packytrace.erasure_requested.v1" => {
            Some(News::Erased(payload::<ErasureRequested>(data.get())?.visitor_ids))
        }
        "packytrace.account_registered.v1" => {
            let AccountRegistered { account_id, visitor_id, registered_at } = payload(data.get())?;
            Some(News::Registered { account: account_id, visitor: visitor_id, at: registered_at })
        }
        "packytrace.visitor_linked.v1" => {
            let VisitorLinked { visitor_id, account_id, linked_at } = payload(data.get())?;
            Some(News::Linked { visitor: visitor_id, account: account_id, at: linked_at })
        }
        "packytrace.catalog_entry_changed.v1" => {
            let CatalogEntryChanged { gtin, brand_id, version } = payload(data.get())?;
            let version = Version { entry: version, stream: stream_version };
            Some(News::Catalogued(Change { arrived, gtin: gtin.parse()?, version, brand: brand_id }))
        }
        _ => None,
    };
    Ok(Heard { arrived, news })
}

fn payload<'l, T: Deserialize<'l>>(data: &'l str) -> Result<T, serde_json::Error> {
    serde_json::from_str(data)
}

/// Packs that have no product are nobody's insight.
fn at_home(id: EventId, data: &str, kind: FactKind) -> Result<Option<News>, Unreadable> {
    match doing(id, data, Some(kind)) {
        Err(Unreadable::NoGtin) => Ok(None),
        read => read,
    }
}

/// Without a kind it is the verdict that the event names.
fn doing(id: EventId, data: &str, kind: Option<FactKind>) -> Result<Option<News>, Unreadable> {
    let Doing { visitor_id, gtin, region, measurement, at, verdict } = payload(data)?;
    let gtin = gtin.ok_or(Unreadable::NoGtin)?.parse()?;
    let region = region.map_or(Ok(Region::Unknown), |region| region.parse())?;
    let kind = kind.map_or_else(|| level(verdict.as_deref()).map(FactKind::Verdict), Ok)?;
    let fact = Fact { id, at, gtin, region, kind };
    Ok(Some(News::Did { visitor: visitor_id, objected: measurement.is_some(), fact }))
}

fn level(verdict: Option<&str>) -> Result<Level, Unreadable> {
    match verdict {
        Some("good_for_you") => Ok(Level::Good),
        Some("be_careful") => Ok(Level::Careful),
        Some("avoid") => Ok(Level::Avoid),
        _ => Err(Unreadable::Verdict),
    }
}

fn decided(changed: ConsentChanged<'_>) -> Option<News> {
    let ConsentChanged { visitor_ids, purpose, granted, changed_at } = changed;
    (purpose == MEASUREMENT).then_some(News::Decided(visitor_ids, Decision { at: changed_at, granted }))
}

#[cfg(test)]
mod tests;
