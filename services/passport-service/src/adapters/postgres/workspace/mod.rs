//! The workspace on PostgreSQL. Every transaction names its brand first; every statement names it again.

mod adopt;
mod changes;
mod imports;
mod journeys;
mod links;
mod needs;
mod products;
mod reports;
mod tenants;

use messaging::failure::{outbox_error, store_error};
use service_kit::{ids::BrandId, store::StoreError};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

use super::{PgCatalog, events};
use crate::application::workspace::ports::Command;

pub use adopt::Adopted;
pub use tenants::put_brand;

/// The stored workspace of every brand.
#[derive(Clone)]
pub struct PgWorkspace {
    pool: PgPool,
    catalog: PgCatalog,
}

impl PgWorkspace {
    /// On this pool; what is published goes into this catalog.
    #[must_use]
    pub fn new(pool: PgPool, catalog: PgCatalog) -> Self {
        Self { pool, catalog }
    }

    /// A transaction that sees this brand's rows and no other brand's.
    async fn as_brand(&self, brand: BrandId) -> Result<Transaction<'static, Postgres>, StoreError> {
        let mut tx = self.pool.begin().await.map_err(store_error)?;
        act_as(&mut tx, brand).await?;
        Ok(tx)
    }

    /// The same for a command: nobody else changes these streams, nor sends the same command meanwhile.
    async fn command(
        &self,
        command: &Command,
        stream: &str,
    ) -> Result<Transaction<'static, Postgres>, StoreError> {
        let mut tx = self.pool.begin().await.map_err(store_error)?;
        events::lock_all(&mut tx, &[stream, &command.caller.to_string()]).await.map_err(outbox_error)?;
        act_as(&mut tx, command.brand).await?;
        Ok(tx)
    }
}

/// From here on the transaction is this brand's.
pub(super) async fn act_as(conn: &mut PgConnection, brand: BrandId) -> Result<(), StoreError> {
    sqlx::query_file!("queries/act_as_brand.sql", brand.to_string())
        .fetch_one(conn)
        .await
        .map_err(store_error)
        .map(drop)
}
