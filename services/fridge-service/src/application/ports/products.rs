//! What is known of products.

use async_trait::async_trait;
use gs1::Gtin;
use jiff::Timestamp;
use service_kit::ids::BrandId;

use super::StoreError;
use crate::domain::food::CategoryId;

/// What the catalog says of a product.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProductCard {
    /// The catalog entry's version.
    pub version: i64,
    /// Its name.
    pub name: Option<String>,
    /// The tenant whose product it is.
    pub brand: Option<BrandId>,
    /// Canonical ids, from wide to narrow.
    pub categories: Vec<CategoryId>,
    /// As the pack prints it.
    pub quantity: Option<String>,
    /// Its picture, as an address of ours.
    pub image_url: Option<String>,
}

/// Keeps what was last heard of each product.
#[async_trait]
pub trait ProductStore: Send + Sync {
    /// The last one.
    async fn find(&self, gtin: &Gtin) -> Result<Option<ProductCard>, StoreError>;

    /// Keeps what was asked, unless something later is kept already.
    async fn keep(&self, gtin: &Gtin, card: &ProductCard, at: Timestamp) -> Result<(), StoreError>;
}
