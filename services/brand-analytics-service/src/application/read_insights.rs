//! Answers a brand's questions about its released numbers.

use std::sync::Arc;

use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use service_kit::{clock::Clock, ids::BrandId};

use super::ports::{Releases, Standing, StoreError, Told};
use crate::domain::{
    gtin::Gtin,
    period::{Granularity, Period, PeriodFault},
    report::{self, Daily, Item},
};

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Totals, with those of as many days before.
    Summary,
    /// By product.
    Products,
    /// By region.
    Regions,
    /// Over time.
    Series(Granularity),
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Which table.
    pub view: View,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// Of one product only.
    pub gtin: Option<Gtin>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How far the releases go, and under which policy.
    pub standing: Standing,
    /// The days that it is about.
    pub period: Period,
    /// The table.
    pub items: Vec<Item>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum ReadInsightsError {
    /// Nothing of the product was ever released to the brand: it may be somebody else's, or nobody's.
    #[error("nothing of this product was released to the brand")]
    UnknownProduct,
    /// The days are no period.
    #[error("the period is not one")]
    Period(#[from] PeriodFault),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Reads a brand's released numbers.
#[derive(Clone)]
pub struct ReadInsights {
    releases: Arc<dyn Releases>,
    clock: Arc<dyn Clock>,
}

impl ReadInsights {
    /// From these releases.
    #[must_use]
    pub fn new(releases: Arc<dyn Releases>, clock: Arc<dyn Clock>) -> Self {
        Self { releases, clock }
    }

    /// The table that was asked for.
    ///
    /// # Errors
    /// [`ReadInsightsError`] says why there is none.
    #[tracing::instrument(name = "read_insights", skip_all)]
    pub async fn run(&self, brand: BrandId, question: Question) -> Result<Report, ReadInsightsError> {
        let period = self.period(brand, question.from, question.to).await?;
        let gtin = question.gtin;
        if let Some(gtin) = gtin
            && !self.releases.knows(brand, gtin).await?
        {
            return Err(ReadInsightsError::UnknownProduct);
        }
        let (standing, items) = match question.view {
            View::Summary => {
                let days = period.before().through(period);
                let Told { standing, released, rows } = self.releases.daily(brand, gtin, days).await?;
                (standing, report::summary(&Daily { released, rows }, period, gtin))
            }
            View::Series(by) => {
                let Told { standing, released, rows } = self.releases.daily(brand, gtin, period).await?;
                (standing, report::series(&Daily { released, rows }, period, by, gtin))
            }
            View::Products => {
                let Told { standing, released, rows } = self.releases.by_product(brand, gtin, period).await?;
                (standing, report::products(&rows, gtin, &released, period))
            }
            View::Regions => {
                let Told { standing, released, rows } = self.releases.by_region(brand, gtin, period).await?;
                (standing, report::regions(&rows, gtin, &released, period))
            }
        };
        Ok(Report { standing, period, items })
    }

    /// The days asked about: up to the last released one, and the usual number of them, unless said.
    async fn period(
        &self,
        brand: BrandId,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Period, ReadInsightsError> {
        let to = match (from, to) {
            (_, Some(to)) => to,
            (Some(from), None) => self.last_day(brand).await?.max(from),
            (None, None) => self.last_day(brand).await?,
        };
        let from = from.unwrap_or_else(|| Period::usual(to).from());
        Ok(Period::new(from, to)?)
    }

    /// The last released day; before the first one, yesterday.
    async fn last_day(&self, brand: BrandId) -> Result<Date, StoreError> {
        let today = || self.clock.now().to_zoned(TimeZone::UTC).date();
        Ok(self.releases.through(brand).await?.unwrap_or_else(|| today().saturating_sub(1.day())))
    }
}
