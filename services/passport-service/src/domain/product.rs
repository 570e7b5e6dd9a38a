//! A product's facts: the `product` section of a passport.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{fact::Fact, label::Label, nutri_score::NutriScore};

/// What the merged sources say about a product.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Product {
    /// The product's name, in the language of its main market.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Who makes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<BrandName>,
    /// As printed: `400 g`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<String>,
    /// Same-origin URL of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// Canonical taxonomy ids, general to specific (`en:breads`).
    pub categories: Vec<String>,
    /// The digital label.
    pub label: Label,
    /// Nutri-Score 2023.
    #[serde(default)]
    pub nutri_score: NutriScore,
    /// Provenance of everything above.
    pub facts: Vec<Fact>,
}

/// A brand's name, and its id when it is a tenant of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BrandName {
    /// `null` for brands that are no tenants.
    pub brand_id: Option<Uuid>,
    /// As printed.
    pub name: String,
}
