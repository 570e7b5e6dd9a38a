//! `GET /api/v1/scans/{scanId}` at passport-service, in the name of whose scan it is.

use anyhow::{Context as _, anyhow};
use async_trait::async_trait;
use jiff::civil::Date;
use reqwest::StatusCode;
use serde::Deserialize;
use service_kit::{config::Secret, ids::ScanId};

use super::{Peer, products::ProductBody, unanswered};
use crate::{
    application::ports::{PackOfScan, ScanFault, ScanSource},
    domain::date::{ExpiryKind, PrintedDate},
};

/// Scans as passport-service tells them.
pub struct PeerScans(Peer);

#[derive(Deserialize)]
struct Scan {
    item: Item,
    passport: Passport,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    gtin: String,
    lot: Option<String>,
    expiry: Option<Date>,
    expiry_kind: Option<String>,
}

#[derive(Deserialize)]
struct Passport {
    version: i64,
    product: Section,
}

/// A section that has not come says nothing, whatever its status.
#[derive(Deserialize)]
struct Section {
    data: Option<ProductBody>,
}

impl PeerScans {
    /// Asked of this service.
    #[must_use]
    pub fn new(peer: Peer) -> Self {
        Self(peer)
    }
}

#[async_trait]
impl ScanSource for PeerScans {
    #[tracing::instrument(name = "scans.ask", skip_all)]
    async fn scan(&self, scan: ScanId, token: &Secret) -> Result<PackOfScan, ScanFault> {
        let answer = self.0.get_as(&format!("/api/v1/scans/{scan}"), token.reveal()).await;
        let answer = answer.map_err(unanswered)?;
        match answer.status {
            StatusCode::OK => {
                let scan = serde_json::from_slice::<Scan>(&answer.body).context("reading the answer");
                Ok(scan.and_then(Scan::pack).map_err(unanswered)?)
            }
            StatusCode::NOT_FOUND => Err(ScanFault::Unknown),
            status => Err(unanswered(anyhow!("it answered {status}")).into()),
        }
    }
}

impl Scan {
    fn pack(self) -> anyhow::Result<PackOfScan> {
        let Item { gtin, lot, expiry, expiry_kind } = self.item;
        let gtin = gtin.parse().map_err(|_| anyhow!("its GTIN is none"))?;
        let kind = expiry_kind.as_deref().and_then(kind);
        let printed = expiry.zip(kind).map(|(day, kind)| PrintedDate { day, kind });
        let version = self.passport.version;
        let product = self.passport.product.data.map(|product| product.card(version));
        Ok(PackOfScan { gtin, lot: lot.and_then(|lot| lot.parse().ok()), printed, product })
    }
}

/// A date of another kind (sell by) is shown with the scan and says nothing about how long the food is good.
fn kind(word: &str) -> Option<ExpiryKind> {
    [ExpiryKind::UseBy, ExpiryKind::BestBefore].into_iter().find(|kind| kind.as_str() == word)
}
