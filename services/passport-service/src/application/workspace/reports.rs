//! A brand reads what shoppers report about its products, and answers or closes it.

use std::sync::Arc;

use service_kit::{
    clock::Clock,
    ids::{BrandId, ReportId},
};

use super::ports::{Settled, ShopperReport, ShopperReports, WantedReports};
use crate::application::ports::StoreError;

/// Reads and settles reports.
#[derive(Clone)]
pub struct BrandReports {
    reports: Arc<dyn ShopperReports>,
    clock: Arc<dyn Clock>,
}

impl BrandReports {
    /// On this store.
    pub fn new(reports: Arc<dyn ShopperReports>, clock: Arc<dyn Clock>) -> Self {
        Self { reports, clock }
    }

    /// A part of the reports, newest first; nothing of who reported stands in them.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "workspace.reports", skip_all)]
    pub async fn list(
        &self,
        brand: BrandId,
        wanted: &WantedReports,
    ) -> Result<Vec<ShopperReport>, StoreError> {
        self.reports.reports(brand, wanted).await
    }

    /// Settles a report; `None` when the brand has no such one. What was settled may be settled otherwise.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "workspace.settle_report", skip_all)]
    pub async fn settle(
        &self,
        brand: BrandId,
        id: ReportId,
        settled: &Settled,
    ) -> Result<Option<ShopperReport>, StoreError> {
        self.reports.settle(brand, id, settled, self.clock.now()).await
    }
}
