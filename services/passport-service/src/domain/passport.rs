//! The resolved passport of a GTIN.

use serde::Serialize;

use super::{
    eco::Eco,
    from_brand::{FromBrand, Recall, ShopperLink},
    journey::Journey,
    product::Product,
    section::Section,
};

/// What a scan returns: the product at once, journey and eco as they arrive.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Passport {
    /// 14 digits.
    pub gtin: String,
    /// Grows with every change of a section, and of what the brand registered; the `ETag` of a passport.
    pub version: i64,
    /// Identity and label.
    pub product: Section<Product>,
    /// Where it has been.
    pub journey: Section<Journey>,
    /// What it costs the planet.
    pub eco: Section<Eco>,
    /// Recall notices that the brand published for this pack, as far as lot and serial number are known; absent = none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub recalls: Vec<Recall>,
    /// What else the brand published for shoppers; absent = nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub links: Vec<ShopperLink>,
}

impl Passport {
    /// The same with what its brand registered.
    #[must_use]
    pub fn with(self, FromBrand { recalls, links }: FromBrand) -> Self {
        Self { recalls, links, ..self }
    }

    /// No section will change by itself any more.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.product.is_terminal() && self.journey.is_terminal() && self.eco.is_terminal()
    }
}
