//! What was last heard of each product.

use async_trait::async_trait;
use gs1::Gtin;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::store_error;
use service_kit::ids::BrandId;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{
    application::ports::{ProductCard, ProductStore, StoreError},
    domain::{alerts::AlertKind, food::CategoryId},
};

/// The kept products.
#[derive(Clone)]
pub struct PgProducts(PgPool);

impl PgProducts {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }
}

/// What the catalog told of a product.
#[derive(Debug)]
pub struct Heard<'a> {
    /// Which.
    pub gtin: &'a str,
    /// The catalog entry's version.
    pub version: i64,
    /// Its name.
    pub name: Option<&'a str>,
    /// The tenant whose product it is.
    pub brand: Option<Uuid>,
    /// Canonical ids, from wide to narrow.
    pub categories: &'a [String],
    /// When it changed.
    pub at: Timestamp,
}

/// Keeps what the catalog told, unless something later is kept already.
///
/// # Errors
/// The database failed.
pub async fn note_product(conn: &mut PgConnection, heard: &Heard<'_>) -> sqlx::Result<()> {
    sqlx::query_file!(
        "queries/note_product.sql",
        heard.gtin,
        heard.version,
        heard.name,
        heard.brand,
        heard.categories,
        heard.at.to_sqlx(),
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Tells everybody who held such a pack when that happened.
///
/// # Errors
/// The database failed.
pub async fn alert_holders(
    conn: &mut PgConnection,
    gtin: &str,
    kind: AlertKind,
    at: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query_file!("queries/alert_holders.sql", gtin, kind.as_str(), at.to_sqlx())
        .execute(conn)
        .await
        .map(drop)
}

#[async_trait]
impl ProductStore for PgProducts {
    async fn find(&self, gtin: &Gtin) -> Result<Option<ProductCard>, StoreError> {
        let row = sqlx::query_file!("queries/find_product.sql", gtin.as_str())
            .fetch_optional(&self.0)
            .await
            .map_err(store_error)?;
        Ok(row.map(|row| ProductCard {
            version: row.version,
            name: row.name,
            brand: row.brand_id.map(BrandId::from_uuid),
            categories: row.categories.into_iter().filter_map(|id| id.parse().ok()).collect(),
            quantity: row.quantity,
            image_url: row.image_url,
        }))
    }

    async fn keep(&self, gtin: &Gtin, card: &ProductCard, at: Timestamp) -> Result<(), StoreError> {
        let categories: Vec<_> = card.categories.iter().map(CategoryId::to_string).collect();
        sqlx::query_file!(
            "queries/keep_product.sql",
            gtin.as_str(),
            card.version,
            card.name.as_deref(),
            card.brand.map(|brand| brand.as_uuid()),
            &categories,
            card.quantity.as_deref(),
            card.image_url.as_deref(),
            at.to_sqlx(),
        )
        .execute(&self.0)
        .await
        .map_err(store_error)
        .map(drop)
    }
}
