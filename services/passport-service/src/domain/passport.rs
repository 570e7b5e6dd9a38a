//! The resolved passport of a GTIN.

use serde::Serialize;

use super::{eco::Eco, journey::Journey, product::Product, section::Section};

/// What a scan returns: the product at once, journey and eco as they arrive.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Passport {
    /// 14 digits.
    pub gtin: String,
    /// Grows with every change of a section; the `ETag` of a passport.
    pub version: i64,
    /// Identity and label.
    pub product: Section<Product>,
    /// Where it has been.
    pub journey: Section<Journey>,
    /// What it costs the planet.
    pub eco: Section<Eco>,
}

impl Passport {
    /// No section will change by itself any more.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.product.is_terminal() && self.journey.is_terminal() && self.eco.is_terminal()
    }
}
