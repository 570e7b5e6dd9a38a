//! A person reports that a product is unknown or its facts are wrong.

use service_kit::idempotency::Claim;
use std::sync::Arc;

use gs1::Gtin;
use service_kit::{clock::Clock, identity::Region, ids::ReportId};

use super::ports::{CommandError, Done, Reports};
use crate::domain::{
    report::{Reason, Report},
    scan::Owner,
};

/// What came in.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// About what.
    pub gtin: Gtin,
    /// From whom.
    pub owner: Owner,
    /// From where.
    pub region: Option<Region>,
    /// The browser said that it is not to be measured.
    pub objected: bool,
    /// What is wrong.
    pub reason: Reason,
    /// In the person's words.
    pub comment: Option<String>,
    /// The idempotency key, if one was sent.
    pub key: Option<Claim>,
}

/// Files reports.
#[derive(Clone)]
pub struct ReportProduct {
    reports: Arc<dyn Reports>,
    clock: Arc<dyn Clock>,
}

impl ReportProduct {
    /// Files into these reports.
    pub fn new(reports: Arc<dyn Reports>, clock: Arc<dyn Clock>) -> Self {
        Self { reports, clock }
    }

    /// Files the report.
    ///
    /// # Errors
    /// [`CommandError`] says why not.
    #[tracing::instrument(name = "report_product", skip_all, fields(reason = incoming.reason.as_str()))]
    pub async fn run(&self, incoming: Incoming) -> Result<ReportId, CommandError> {
        let now = self.clock.now();
        let report = Report {
            id: ReportId::new_v7(now),
            gtin: incoming.gtin,
            owner: incoming.owner,
            region: incoming.region,
            objected: incoming.objected,
            reason: incoming.reason,
            comment: incoming.comment,
            reported_at: now,
        };
        match self.reports.file(&report, incoming.key.as_ref()).await? {
            Done::Now(id) | Done::Before(id) => Ok(id),
        }
    }
}
