//! Brands and their prefixes, as they are told of.

use async_trait::async_trait;
use gs1::Gtin;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::store_error;
use service_kit::{ids::BrandId, store::StoreError};
use sqlx::PgConnection;

use super::PgWorkspace;
use crate::{
    application::workspace::ports::Tenants,
    domain::workspace::{Prefix, Tenant},
};

#[async_trait]
impl Tenants for PgWorkspace {
    async fn tenant(&self, brand: BrandId) -> Result<Option<Tenant>, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        let row = sqlx::query_file!("queries/workspace/tenant.sql", brand.as_uuid())
            .fetch_optional(&mut *tx)
            .await
            .map_err(store_error)?;
        Ok(row.map(|row| Tenant {
            id: brand,
            name: row.name,
            prefixes: row.prefixes.iter().filter_map(|digits| Prefix::of(digits)).collect(),
        }))
    }

    async fn owner_of(&self, gtin: &Gtin) -> Result<Option<BrandId>, StoreError> {
        let owner = sqlx::query_file_scalar!("queries/workspace/owner_of.sql", gtin.as_str())
            .fetch_one(&self.pool)
            .await
            .map_err(store_error)?;
        Ok(owner.map(BrandId::from_uuid))
    }
}

/// Notes what a brand is called and which prefixes are its own, in the transaction in which that was heard.
///
/// # Errors
/// The database failed.
pub async fn put_brand(conn: &mut PgConnection, tenant: &Tenant, at: Timestamp) -> sqlx::Result<()> {
    let prefixes: Vec<String> = tenant.prefixes.iter().map(|prefix| prefix.as_str().to_owned()).collect();
    let id = tenant.id.as_uuid();
    sqlx::query_file!("queries/act_as_brand.sql", tenant.id.to_string()).fetch_one(&mut *conn).await?;
    let news = sqlx::query_file!("queries/workspace/put_brand.sql", id, &tenant.name, at.to_sqlx())
        .execute(&mut *conn)
        .await?
        .rows_affected();
    if news > 0 {
        sqlx::query_file!("queries/workspace/put_prefixes.sql", id, &prefixes, at.to_sqlx())
            .execute(&mut *conn)
            .await?;
        // Whose a product is decides which links hold: whatever is remembered may be wrong now.
        sqlx::query_file!("queries/notify_changed.sql", "").fetch_one(&mut *conn).await?;
    }
    // What else this transaction writes is no brand's.
    sqlx::query_file!("queries/act_as_brand.sql", "").fetch_one(conn).await.map(drop)
}
