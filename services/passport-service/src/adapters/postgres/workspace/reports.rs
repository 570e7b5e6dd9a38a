//! Shoppers' reports as a brand reads them.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, store_error};
use service_kit::{
    ids::{BrandId, ReportId},
    store::StoreError,
};
use uuid::Uuid;

use super::PgWorkspace;
use crate::{
    adapters::postgres::personal::reason,
    application::workspace::ports::{ReportState, Settled, ShopperReport, ShopperReports, WantedReports},
};

/// A report as a row holds it.
struct Row {
    report_id: Uuid,
    gtin: String,
    name: Option<String>,
    reason: String,
    comment: Option<String>,
    reported_at: jiff_sqlx::Timestamp,
    status: Option<String>,
    answer: Option<String>,
    answered_at: Option<jiff_sqlx::Timestamp>,
}

impl TryFrom<Row> for ShopperReport {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let at = row.answered_at.map(jiff_sqlx::Timestamp::to_jiff);
        let state = match (row.status.as_deref(), row.answer, at) {
            (None, ..) => ReportState::Open,
            (Some("answered"), Some(answer), Some(at)) => ReportState::Answered { answer, at },
            (Some("closed"), answer, Some(at)) => ReportState::Closed { answer, at },
            (Some(other), ..) => return Err(corrupt(format!("a report is {other}"))),
        };
        Ok(Self {
            id: ReportId::from_uuid(row.report_id),
            gtin: row.gtin.parse().map_err(corrupt)?,
            name: row.name,
            reason: reason(&row.reason)?,
            comment: row.comment,
            reported_at: row.reported_at.to_jiff(),
            state,
        })
    }
}

#[async_trait]
impl ShopperReports for PgWorkspace {
    async fn reports(
        &self,
        brand: BrandId,
        wanted: &WantedReports,
    ) -> Result<Vec<ShopperReport>, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        let rows = sqlx::query_file_as!(
            Row,
            "queries/workspace/list_reports.sql",
            brand.as_uuid(),
            wanted.before.map(|id| id.as_uuid()),
            wanted.open,
            wanted.limit,
        )
        .fetch_all(&mut *tx)
        .await
        .map_err(store_error)?;
        rows.into_iter().map(ShopperReport::try_from).collect()
    }

    async fn settle(
        &self,
        brand: BrandId,
        id: ReportId,
        settled: &Settled,
        at: Timestamp,
    ) -> Result<Option<ShopperReport>, StoreError> {
        let (status, answer) = match settled {
            Settled::Answered(answer) => ("answered", Some(answer.as_str())),
            Settled::Closed(answer) => ("closed", answer.as_deref()),
        };
        let mut tx = self.as_brand(brand).await?;
        sqlx::query_file!(
            "queries/workspace/settle_report.sql",
            brand.as_uuid(),
            id.as_uuid(),
            status,
            answer,
            at.to_sqlx(),
        )
        .execute(&mut *tx)
        .await
        .map_err(store_error)?;
        let row =
            sqlx::query_file_as!(Row, "queries/workspace/find_report.sql", brand.as_uuid(), id.as_uuid())
                .fetch_optional(&mut *tx)
                .await
                .map_err(store_error)?;
        tx.commit().await.map_err(store_error)?;
        row.map(ShopperReport::try_from).transpose()
    }
}
