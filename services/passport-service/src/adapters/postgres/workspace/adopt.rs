//! What an operator brings in from a file becomes the workspace's too.

use gs1::Gtin;
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use messaging::failure::store_error;
use service_kit::{ids::BrandId, store::StoreError};
use sqlx::{PgConnection, types::Json};

use super::PgWorkspace;
use crate::domain::{
    journey::JourneyStep,
    workspace::{Publication, Statement, faults, percent},
};

/// A product of a file, with its steps and those of its lots.
#[derive(Debug, Clone)]
pub struct Adopted {
    /// Which.
    pub gtin: Gtin,
    /// What the brand states.
    pub statement: Statement,
    /// For whom.
    pub publication: Publication,
    /// The day of the statement.
    pub as_of: Date,
    /// Steps by lot; those of every lot under the empty name.
    pub journeys: Vec<(String, Vec<JourneyStep>)>,
}

impl PgWorkspace {
    /// Takes the products in; what the brand has said since stays.
    ///
    /// # Errors
    /// The store failed; nothing of it happened.
    pub async fn adopt(&self, brand: BrandId, products: &[Adopted], at: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.as_brand(brand).await?;
        for product in products {
            adopt(&mut tx, brand, product, at).await?;
        }
        tx.commit().await.map_err(store_error)
    }
}

async fn adopt(
    conn: &mut PgConnection,
    brand: BrandId,
    product: &Adopted,
    at: Timestamp,
) -> Result<(), StoreError> {
    let general = product.journeys.iter().find(|(lot, _)| lot.is_empty()).map(|(_, steps)| steps.as_slice());
    let found = faults(&product.statement, general.unwrap_or_default());
    sqlx::query_file!(
        "queries/workspace/adopt_product.sql",
        brand.as_uuid(),
        product.gtin.as_str(),
        product.publication == Publication::Published,
        product.as_of.to_sqlx(),
        Json(&product.statement) as _,
        product.statement.name.as_deref(),
        product.statement.quantity.as_deref(),
        product.statement.image_url.as_deref(),
        i16::from(percent(&found)),
        Json(&found) as _,
        at.to_sqlx(),
    )
    .execute(&mut *conn)
    .await
    .map_err(store_error)?;
    for (lot, steps) in &product.journeys {
        sqlx::query_file!(
            "queries/workspace/adopt_journey.sql",
            brand.as_uuid(),
            product.gtin.as_str(),
            lot,
            Json(steps) as _,
            product.as_of.to_sqlx(),
            at.to_sqlx(),
        )
        .execute(&mut *conn)
        .await
        .map_err(store_error)?;
    }
    Ok(())
}
