//! Requests for exports on PostgreSQL.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, store_error};
use service_kit::ids::{AccountId, ExportId, VisitorId};
use sqlx::PgPool;
use uuid::Uuid;

use crate::application::ports::{Exports, KnownVisitor, StoreError};

/// The stored requests.
#[derive(Clone)]
pub struct PgExports(PgPool);

impl PgExports {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }
}

#[async_trait]
impl Exports for PgExports {
    async fn request(&self, id: ExportId, account: AccountId, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query_file!("queries/insert_export.sql", id.as_uuid(), account.as_uuid(), now.to_sqlx())
            .execute(&self.0)
            .await
            .map_err(store_error)
            .map(drop)
    }

    async fn is_of(&self, id: ExportId, account: AccountId, since: Timestamp) -> Result<bool, StoreError> {
        let (id, account) = (id.as_uuid(), account.as_uuid());
        sqlx::query_file_scalar!("queries/find_export.sql", id, account, since.to_sqlx())
            .fetch_one(&self.0)
            .await
            .map_err(store_error)
    }

    async fn visitors(
        &self,
        account: AccountId,
        after: Option<VisitorId>,
        limit: i64,
    ) -> Result<Vec<KnownVisitor>, StoreError> {
        let after = after.map_or(Uuid::nil(), |id| id.as_uuid());
        let rows = sqlx::query_file!("queries/export_visitors.sql", account.as_uuid(), after, limit)
            .fetch_all(&self.0)
            .await
            .map_err(store_error)?;
        let visitors = rows.into_iter().map(|row| {
            Ok(KnownVisitor {
                visitor: VisitorId::from_uuid(row.visitor_id),
                linked_at: row.linked_at.to_jiff(),
                first_seen: row.first_seen.to_jiff(),
                objected: row.measurement_objected,
                region: row.region.map(|region| region.parse().map_err(corrupt)).transpose()?,
            })
        });
        visitors.collect()
    }
}
