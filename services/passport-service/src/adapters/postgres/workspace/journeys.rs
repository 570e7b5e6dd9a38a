//! Journeys of the workspace; what is published has its steps at once.

use async_trait::async_trait;
use gs1::Gtin;
use jiff_sqlx::ToSqlx as _;
use messaging::{failure::store_error, idempotency};
use service_kit::{ids::BrandId, store::StoreError};
use sqlx::{PgConnection, types::Json};

use super::{
    PgWorkspace,
    products::{find, general, journeys, publish},
};
use crate::{
    application::{
        changes::Changed,
        ports::CommandError,
        workspace::{
            WorkspaceError,
            ports::{PutJourney, WorkJourney, WorkJourneys, WorkProduct},
        },
    },
    domain::{
        journey::JourneyStep,
        source_record::SourceRecord,
        workspace::{Qualifier, faults, percent},
    },
};

type PutFailure = WorkspaceError<WorkJourney>;

#[async_trait]
impl WorkJourneys for PgWorkspace {
    async fn journey(
        &self,
        brand: BrandId,
        gtin: &Gtin,
        lot: Option<&Qualifier>,
    ) -> Result<Option<WorkJourney>, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        if find(&mut tx, brand, gtin).await?.is_none() {
            return Ok(None);
        }
        read(&mut tx, brand, gtin, lot).await.map(Some)
    }

    async fn put_journey(&self, put: &PutJourney) -> Result<WorkJourney, PutFailure> {
        let mut tx = self.command(&put.command, put.gtin.as_str()).await?;
        let (brand, key, caller) =
            (put.command.brand, put.command.key.as_ref(), put.command.caller.as_uuid());
        let product = find(&mut tx, brand, &put.gtin).await?.ok_or(WorkspaceError::Unknown)?;
        let current = read(&mut tx, brand, &put.gtin, put.lot.as_ref()).await?;
        let before =
            idempotency::before(&mut tx, caller, key, put.command.at).await.map_err(CommandError::from)?;
        if before.is_some() {
            return Ok(current);
        }
        let there = (current.version > 0).then_some(current.version);
        put.expected.meets(there).map_err(|unmet| WorkspaceError::unmet(unmet, Some(current.clone())))?;
        if current.steps == put.steps && current.epcis == put.epcis && there.is_some() {
            return Ok(current);
        }
        write(&mut tx, put, current.version + 1).await?;
        let told = follow(&mut tx, put, &product).await?;
        let stands = read(&mut tx, brand, &put.gtin, put.lot.as_ref()).await?;
        idempotency::remember(&mut tx, caller, key, brand.as_uuid(), put.command.at).await?;
        tx.commit().await.map_err(store_error)?;
        if told {
            self.catalog.heard_of(Changed::One(put.gtin)).await;
        }
        Ok(stands)
    }
}

async fn read(
    conn: &mut PgConnection,
    brand: BrandId,
    gtin: &Gtin,
    lot: Option<&Qualifier>,
) -> Result<WorkJourney, StoreError> {
    let (id, key) = (brand.as_uuid(), lot.map_or("", Qualifier::as_str));
    let row = sqlx::query_file!("queries/workspace/find_journey.sql", id, gtin.as_str(), key)
        .fetch_optional(&mut *conn)
        .await
        .map_err(store_error)?;
    let lots = sqlx::query_file_scalar!("queries/workspace/lots_of_product.sql", id, gtin.as_str())
        .fetch_all(conn)
        .await
        .map_err(store_error)?;
    let lot = lot.cloned();
    Ok(match row {
        None => WorkJourney { lot, version: 0, steps: Vec::new(), epcis: None, updated_at: None, lots },
        Some(row) => WorkJourney {
            lot,
            version: row.version,
            steps: row.steps.0,
            epcis: row.epcis,
            updated_at: Some(row.updated_at.to_jiff()),
            lots,
        },
    })
}

async fn write(conn: &mut PgConnection, put: &PutJourney, version: i64) -> Result<(), StoreError> {
    sqlx::query_file!(
        "queries/workspace/put_journey.sql",
        put.command.brand.as_uuid(),
        put.gtin.as_str(),
        put.lot.as_ref().map_or("", Qualifier::as_str),
        version,
        Json(&put.steps) as _,
        put.epcis.as_ref() as _,
        put.command.at.to_sqlx(),
    )
    .execute(conn)
    .await
    .map_err(store_error)
    .map(drop)
}

/// What follows from other steps: how complete the product is, and what shoppers read of it. Whether they read something else now.
async fn follow(
    conn: &mut PgConnection,
    put: &PutJourney,
    product: &WorkProduct,
) -> Result<bool, StoreError> {
    let brand = put.command.brand;
    let all = journeys(conn, brand, &put.gtin).await?;
    let found = faults(&product.statement, &general(&all));
    sqlx::query_file!(
        "queries/workspace/judge_product.sql",
        brand.as_uuid(),
        put.gtin.as_str(),
        i16::from(percent(&found)),
        Json(&found) as _,
    )
    .execute(&mut *conn)
    .await
    .map_err(store_error)?;
    let record = sqlx::query_file!("queries/workspace/brand_record.sql", brand.as_uuid(), put.gtin.as_str())
        .fetch_optional(&mut *conn)
        .await
        .map_err(store_error)?;
    match record.filter(|_| product.published_version.is_some()) {
        Some(row) => publish(conn, &put.gtin, &row.record.0, &all, put.command.at).await.map(|()| true),
        None => Ok(false),
    }
}
