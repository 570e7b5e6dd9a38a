//! Who stated a part of the label, and when.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::LabelledProduct;

/// One stated part of a product with its provenance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// JSON pointer into the product, such as `/label/allergens`.
    pub path: String,
    /// Who said it.
    pub source: Source,
    /// The day of the statement, when the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// How far it is verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<Verification>,
}

/// Who states facts, weakest first (the merge rule's order).
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Nobody is named.
    #[default]
    Unstated,
    /// ADEME's life-cycle table.
    Agribalyse,
    /// The Open Food Facts community.
    OpenFoodFacts,
    /// The brand that owns the GTIN's prefix.
    Brand,
}

/// How far a fact is verified.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    /// Computed by us from stated facts.
    Computed,
    /// Stated by the community.
    Community,
    /// Stated by the brand itself.
    BrandVerified,
}

/// Where a fact comes from.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "camelCase")]
pub struct Provenance {
    /// Who said it.
    pub source: Source,
    /// When, if the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub as_of: Option<Date>,
    /// How far it is verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<Verification>,
}

impl LabelledProduct {
    /// Who stated what stands at a path: the fact of the nearest part around it, the strongest of several.
    #[must_use]
    pub fn provenance(&self, path: &str) -> Provenance {
        let around = self.facts.iter().filter(|fact| covers(&fact.path, path));
        let of = |fact: &Fact| Provenance {
            source: fact.source,
            as_of: fact.as_of,
            verification: fact.verification,
        };
        let best = around.map(|fact| (fact.path.len(), of(fact))).max();
        best.map(|(_, provenance)| provenance).unwrap_or_default()
    }
}

fn covers(part: &str, path: &str) -> bool {
    path.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
