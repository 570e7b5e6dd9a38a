//! The ingredient list.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Allergen;

/// What the sources state about ingredients.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Ingredients {
    /// No source states an ingredient list.
    #[default]
    Unknown,
    /// The list as printed, and as we read it.
    Known {
        /// Two-letter code of the text's language, when known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// As printed.
        text: String,
        /// As read, in the printed order.
        items: Vec<Ingredient>,
    },
}

/// One ingredient as read from the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Ingredient {
    /// As printed, without marks and percentage.
    pub name: String,
    /// Canonical taxonomy id (`en:cows-milk`), when recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Share of the product, 0–100, only when stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<f64>,
    /// Allergens that this ingredient brings.
    pub allergens: BTreeSet<Allergen>,
}
