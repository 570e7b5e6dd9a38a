//! A product as a brand hands it in: by the editor, or as a row of a file.

use gs1::Gtin;
use serde::{Deserialize, Serialize};

use super::{Publication, StatedEco, StatedLabel, Statement};

/// A product as it is to stand. What is left out is not stated.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = BrandProductRequest)]
pub struct Submission {
    /// Its GTIN; in a PUT the one of the path, or absent.
    #[serde(default)]
    pub gtin: Option<String>,
    /// `draft`, also when nothing is said, may be incomplete and contradict itself; `published` may not.
    #[serde(default)]
    pub status: Publication,
    /// The product's name.
    #[serde(default)]
    pub name: Option<String>,
    /// As printed: `400 g`.
    #[serde(default)]
    pub quantity: Option<String>,
    /// At our own address, or absent.
    #[serde(default)]
    pub image_url: Option<String>,
    /// Taxonomy ids, general to specific.
    #[serde(default)]
    pub categories: Vec<String>,
    /// Stated parts only.
    #[serde(default)]
    pub label: StatedLabel,
    /// Percent, for the Nutri-Score.
    #[serde(default)]
    pub fruits_vegetables_legumes: Option<f64>,
    /// What the eco score is computed from.
    #[serde(default)]
    pub eco: StatedEco,
}

impl Submission {
    /// What it says of the product.
    #[must_use]
    pub fn statement(self) -> Statement {
        Statement {
            name: self.name,
            quantity: self.quantity,
            image_url: self.image_url,
            categories: self.categories,
            label: self.label,
            fruits_vegetables_legumes: self.fruits_vegetables_legumes,
            eco: self.eco,
        }
    }

    /// Whether it speaks of another product than the one that is meant.
    #[must_use]
    pub fn is_about_another(&self, gtin: &Gtin) -> bool {
        self.gtin.as_deref().is_some_and(|text| Gtin::parse(text).map(|(other, _)| other).ok() != Some(*gtin))
    }
}
