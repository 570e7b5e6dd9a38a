//! Reports on PostgreSQL.

use async_trait::async_trait;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::outbox_error;
use messaging::idempotency;
use service_kit::idempotency::Claim;
use service_kit::{ids::ReportId, tombstones::Tombstones};
use sqlx::PgPool;

use super::{events, failure::command_error, scans::admit};
use crate::{
    application::ports::{CommandError, Done, Reports},
    domain::report::Report,
};

/// The stored reports.
#[derive(Clone)]
pub struct PgReports {
    pool: PgPool,
    tombstones: Tombstones,
}

impl PgReports {
    /// On this pool; nothing is stored about those who have a tombstone.
    #[must_use]
    pub fn new(pool: PgPool, tombstones: Tombstones) -> Self {
        Self { pool, tombstones }
    }
}

#[async_trait]
impl Reports for PgReports {
    #[tracing::instrument(name = "reports.file", skip_all)]
    async fn file(&self, report: &Report, key: Option<&Claim>) -> Result<Done<ReportId>, CommandError> {
        let mut tx = self.pool.begin().await.map_err(command_error)?;
        events::lock(&mut tx, report.owner.visitor).await.map_err(outbox_error)?;
        admit(&report.owner, &self.tombstones)?;
        if let Some(id) =
            idempotency::before(&mut tx, report.owner.visitor.as_uuid(), key, report.reported_at).await?
        {
            return Ok(Done::Before(ReportId::from_uuid(id)));
        }
        let row = sqlx::query_file!(
            "queries/insert_report.sql",
            report.id.as_uuid(),
            report.owner.visitor.as_uuid(),
            report.owner.account.map(|account| account.as_uuid()),
            report.gtin.as_str(),
            report.reason.as_str(),
            report.comment.as_deref(),
            report.reported_at.to_sqlx(),
            report.objected,
        )
        .fetch_one(&mut *tx)
        .await
        .map_err(command_error)?;
        events::reported(&mut tx, report, row.brand_id).await.map_err(outbox_error)?;
        idempotency::remember(
            &mut tx,
            report.owner.visitor.as_uuid(),
            key,
            report.id.as_uuid(),
            report.reported_at,
        )
        .await?;
        tx.commit().await.map_err(command_error)?;
        Ok(Done::Now(report.id))
    }
}
