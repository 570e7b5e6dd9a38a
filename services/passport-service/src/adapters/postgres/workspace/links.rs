//! Links of the workspace.

use async_trait::async_trait;
use gs1::Gtin;
use jiff_sqlx::ToSqlx as _;
use messaging::{failure::store_error, idempotency};
use service_kit::{ids::BrandId, store::StoreError};
use sqlx::{PgConnection, types::Json};

use super::PgWorkspace;
use crate::{
    adapters::postgres::PgCatalog,
    application::{
        changes::Changed,
        ports::CommandError,
        workspace::{
            WorkspaceError,
            ports::{PutLinks, WorkLinkStore, WorkLinks},
        },
    },
    domain::workspace::{Link, recalled},
};

#[async_trait]
impl WorkLinkStore for PgWorkspace {
    async fn links(&self, brand: BrandId, gtin: &Gtin) -> Result<Option<WorkLinks>, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        find(&mut tx, brand, gtin).await
    }

    async fn put_links(&self, put: &PutLinks) -> Result<WorkLinks, WorkspaceError<WorkLinks>> {
        let mut tx = self.command(&put.command, put.gtin.as_str()).await?;
        let (brand, key, caller) =
            (put.command.brand, put.command.key.as_ref(), put.command.caller.as_uuid());
        let current = find(&mut tx, brand, &put.gtin).await?.ok_or(WorkspaceError::Unknown)?;
        let before =
            idempotency::before(&mut tx, caller, key, put.command.at).await.map_err(CommandError::from)?;
        if before.is_some() {
            return Ok(current);
        }
        let there = (current.version > 0).then_some(current.version);
        put.expected.meets(there).map_err(|unmet| WorkspaceError::unmet(unmet, Some(current.clone())))?;
        if there.is_some() && current.links == put.links {
            return Ok(current);
        }
        let stands = WorkLinks {
            version: current.version + 1,
            links: put.links.clone(),
            updated_at: Some(put.command.at),
        };
        write(&mut tx, put, stands.version).await?;
        renew(&mut tx, put).await?;
        if let Some(recalled) = recalled(&put.links, &current.links) {
            PgCatalog::recalled(&mut tx, &put.gtin, recalled, put.command.at).await?;
        }
        tell(&mut tx, &put.gtin).await?;
        idempotency::remember(&mut tx, caller, key, brand.as_uuid(), put.command.at).await?;
        tx.commit().await.map_err(store_error)?;
        // Here at once; elsewhere as soon as the news arrives.
        self.catalog.heard_of(Changed::One(put.gtin)).await;
        Ok(stands)
    }
}

async fn find(conn: &mut PgConnection, brand: BrandId, gtin: &Gtin) -> Result<Option<WorkLinks>, StoreError> {
    let row = sqlx::query_file!("queries/workspace/find_links.sql", brand.as_uuid(), gtin.as_str())
        .fetch_optional(conn)
        .await
        .map_err(store_error)?;
    Ok(row.map(|row| WorkLinks {
        version: row.version.unwrap_or(0),
        links: row.links.map(|links| links.0).unwrap_or_default(),
        updated_at: row.updated_at.map(jiff_sqlx::Timestamp::to_jiff),
    }))
}

async fn write(conn: &mut PgConnection, put: &PutLinks, version: i64) -> Result<(), StoreError> {
    sqlx::query_file!(
        "queries/workspace/put_links.sql",
        put.command.brand.as_uuid(),
        put.gtin.as_str(),
        version,
        Json(&put.links) as _,
        put.command.at.to_sqlx(),
    )
    .execute(conn)
    .await
    .map_err(store_error)
    .map(drop)
}

/// Passports show recalls and links: who has one of before is told that it is old.
async fn renew(conn: &mut PgConnection, put: &PutLinks) -> Result<(), StoreError> {
    sqlx::query_file!("queries/renew_entry.sql", put.gtin.as_str(), put.command.at.to_sqlx())
        .execute(conn)
        .await
        .map_err(store_error)
        .map(drop)
}

/// Every resolver forgets what it remembers of the product's links.
async fn tell(conn: &mut PgConnection, gtin: &Gtin) -> Result<(), StoreError> {
    sqlx::query_file!("queries/notify_changed.sql", gtin.as_str())
        .fetch_one(conn)
        .await
        .map_err(store_error)
        .map(drop)
}
