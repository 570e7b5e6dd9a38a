//! The last label of each product.

use async_trait::async_trait;
use gs1::Gtin;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::store_error;
use sqlx::{PgConnection, PgPool};

use crate::application::ports::{KeptLabel, LabelDocument, LabelStore, StoreError};

/// The kept labels.
#[derive(Clone)]
pub struct PgLabels(PgPool);

impl PgLabels {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }
}

/// The catalog tells of this version of a product: a label of an earlier one is used unasked for no more.
///
/// # Errors
/// The database failed.
pub async fn outdate(conn: &mut PgConnection, gtin: &str, version: i64) -> sqlx::Result<()> {
    sqlx::query_file!("queries/outdate_label.sql", gtin, version).execute(conn).await.map(drop)
}

#[async_trait]
impl LabelStore for PgLabels {
    async fn last(&self, gtin: &Gtin) -> Result<Option<KeptLabel>, StoreError> {
        let row = sqlx::query_file!("queries/find_label.sql", gtin.as_str())
            .fetch_optional(&self.0)
            .await
            .map_err(store_error)?;
        Ok(row.map(|row| KeptLabel {
            document: LabelDocument::new(row.document),
            fetched_at: row.fetched_at.to_jiff(),
            outdated: row.outdated,
        }))
    }

    async fn keep(
        &self,
        gtin: &Gtin,
        version: i64,
        document: &LabelDocument,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query_file!("queries/keep_label.sql", gtin.as_str(), version, document.json(), at.to_sqlx())
            .execute(&self.0)
            .await
            .map_err(store_error)
            .map(drop)
    }

    async fn forget(&self, gtin: &Gtin) -> Result<(), StoreError> {
        sqlx::query_file!("queries/forget_label.sql", gtin.as_str())
            .execute(&self.0)
            .await
            .map_err(store_error)
            .map(drop)
    }
}
