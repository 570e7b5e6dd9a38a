//! When a product changed, and in what.

use async_trait::async_trait;
use gs1::Gtin;
use messaging::failure::store_error;
use service_kit::{ids::BrandId, store::StoreError};
use sqlx::types::Json;

use super::{PgWorkspace, products::find};
use crate::{
    application::workspace::ports::{PastChanges, ProductChange, WantedChanges},
    domain::catalog::Change,
};

#[async_trait]
impl PastChanges for PgWorkspace {
    async fn changes(
        &self,
        brand: BrandId,
        gtin: &Gtin,
        wanted: &WantedChanges,
    ) -> Result<Option<Vec<ProductChange>>, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        if find(&mut tx, brand, gtin).await?.is_none() {
            return Ok(None);
        }
        let rows = sqlx::query_file!(
            "queries/workspace/changes_of_product.sql",
            brand.as_uuid(),
            gtin.as_str(),
            wanted.before,
            wanted.from.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
            wanted.to.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
            wanted.limit,
        )
        .fetch_all(&mut *tx)
        .await
        .map_err(store_error)?;
        let changes = rows.into_iter().map(|row| ProductChange {
            id: row.change_id,
            version: row.version,
            label_version: row.label_version,
            at: row.changed_at.to_jiff(),
            changes: row.changes.0,
        });
        Ok(Some(changes.collect()))
    }
}
