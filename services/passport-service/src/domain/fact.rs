//! Where a fact came from, how old it is, and how far it is verified.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One stated part of a product with its provenance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// JSON pointer into the product, such as `/label/allergens`.
    pub path: String,
    /// Who said it.
    pub source: Source,
    /// The day of the statement; absent when the source does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// How far it is verified.
    pub verification: Verification,
}

/// Who states facts about products, weakest first (the merge rule's order).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// ADEME's life-cycle table.
    Agribalyse,
    /// The Open Food Facts community.
    OpenFoodFacts,
    /// The brand that owns the GTIN's prefix.
    Brand,
}

/// How far a fact is verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    /// Stated by the brand itself.
    BrandVerified,
    /// Stated by the community.
    Community,
    /// Computed by us from stated facts.
    Computed,
}
