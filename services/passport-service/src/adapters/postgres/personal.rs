//! A person's records on PostgreSQL, for their export.

use async_trait::async_trait;
use gs1::Gtin;
use messaging::failure::{corrupt, store_error};
use service_kit::ids::{AccountId, ReportId, ScanId, VisitorId};
use sqlx::PgPool;
use uuid::Uuid;

use super::scans::Row;
use crate::{
    application::ports::{LinkedVisitor, PersonalRecords, StoreError},
    domain::{
        report::{Reason, Report},
        scan::{Owner, Scan},
    },
};

/// The stored records.
#[derive(Clone)]
pub struct PgPersonalRecords(PgPool);

impl PgPersonalRecords {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("a stored report has an unknown reason")]
struct UnknownReason;

pub(super) fn reason(name: &str) -> Result<Reason, StoreError> {
    let reasons = [Reason::UnknownProduct, Reason::WrongFacts, Reason::Other];
    reasons.into_iter().find(|reason| reason.as_str() == name).ok_or_else(|| corrupt(UnknownReason))
}

#[async_trait]
impl PersonalRecords for PgPersonalRecords {
    async fn visitors(
        &self,
        account: AccountId,
        after: Option<VisitorId>,
        limit: i64,
    ) -> Result<Vec<LinkedVisitor>, StoreError> {
        let after = after.map_or(Uuid::nil(), |id| id.as_uuid());
        let rows = sqlx::query_file!("queries/export_visitors.sql", account.as_uuid(), after, limit)
            .fetch_all(&self.0)
            .await
            .map_err(store_error)?;
        let visitors = rows.into_iter().map(|row| LinkedVisitor {
            visitor: VisitorId::from_uuid(row.visitor_id),
            linked_at: row.linked_at.to_jiff(),
            first_seen: row.first_seen.map(jiff_sqlx::Timestamp::to_jiff),
        });
        Ok(visitors.collect())
    }

    async fn scans(
        &self,
        account: AccountId,
        after: Option<ScanId>,
        limit: i64,
    ) -> Result<Vec<Scan>, StoreError> {
        let after = after.map_or(Uuid::nil(), |id| id.as_uuid());
        let rows = sqlx::query_file_as!(Row, "queries/export_scans.sql", account.as_uuid(), after, limit)
            .fetch_all(&self.0)
            .await
            .map_err(store_error)?;
        rows.into_iter().map(Scan::try_from).collect()
    }

    async fn reports(
        &self,
        account: AccountId,
        after: Option<ReportId>,
        limit: i64,
    ) -> Result<Vec<Report>, StoreError> {
        let after = after.map_or(Uuid::nil(), |id| id.as_uuid());
        let rows = sqlx::query_file!("queries/export_reports.sql", account.as_uuid(), after, limit)
            .fetch_all(&self.0)
            .await
            .map_err(store_error)?;
        let reports = rows.into_iter().map(|row| {
            Ok(Report {
                id: ReportId::from_uuid(row.report_id),
                gtin: row.gtin.parse::<Gtin>().map_err(corrupt)?,
                owner: Owner {
                    visitor: VisitorId::from_uuid(row.visitor_id),
                    account: row.account_id.map(AccountId::from_uuid),
                },
                region: None,
                objected: row.objected,
                reason: reason(&row.reason)?,
                comment: row.comment,
                reported_at: row.reported_at.to_jiff(),
            })
        });
        reports.collect()
    }
}
