//! What the use cases need from outside.

use std::collections::BTreeSet;

use async_trait::async_trait;
use jiff::civil::Date;
use service_kit::ids::BrandId;
pub use service_kit::store::StoreError;

use crate::domain::{
    gtin::Gtin,
    period::Period,
    region::Region,
    report::{ByDay, Sums},
};

/// How far a brand's releases go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The last day that is released.
    pub through: Option<Date>,
    /// The policy that was in force last, in the days asked about or else at all.
    pub policy: Option<Box<str>>,
    /// The greatest k in force in the days asked about: whoever is withheld is of fewer.
    pub k: Option<u64>,
}

/// What is told of some days, and how far the releases go: read at one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<T> {
    /// How far the releases go.
    pub standing: Standing,
    /// Days of those asked about that are released.
    pub released: BTreeSet<Date>,
    /// What was published of them.
    pub rows: T,
}

impl Told<()> {
    /// What was published, beside how far the releases go.
    #[must_use]
    pub fn of<T>(self, rows: T) -> Told<T> {
        Told { standing: self.standing, released: self.released, rows }
    }
}

/// A brand's released numbers. Every question names the brand, which is the caller's.
#[async_trait]
pub trait Releases: Send + Sync {
    /// The brand's last released day.
    async fn through(&self, brand: BrandId) -> Result<Option<Date>, StoreError>;

    /// Whether anything was ever released of the product to this brand.
    async fn knows(&self, brand: BrandId, gtin: Gtin) -> Result<bool, StoreError>;

    /// By day: of one product, or of all of the brand's together.
    async fn daily(
        &self,
        brand: BrandId,
        gtin: Option<Gtin>,
        period: Period,
    ) -> Result<Told<ByDay>, StoreError>;

    /// Sums of the period by product.
    async fn by_product(
        &self,
        brand: BrandId,
        gtin: Option<Gtin>,
        period: Period,
    ) -> Result<Told<Sums<Gtin>>, StoreError>;

    /// Sums of the period by region: of one product, or of all of the brand's together.
    async fn by_region(
        &self,
        brand: BrandId,
        gtin: Option<Gtin>,
        period: Period,
    ) -> Result<Told<Sums<Region>>, StoreError>;
}
