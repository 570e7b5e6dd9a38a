//! Nutrients per 100 g or 100 ml.

use serde::{Deserialize, Serialize};

/// What the sources state about nutrition.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Nutrition {
    /// No source states any usable nutrient.
    #[default]
    Unknown,
    /// At least one nutrient is known.
    Known(NutritionTable),
}

/// The base of a nutrition table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub enum Per {
    /// Per 100 g.
    #[serde(rename = "100g")]
    Grams,
    /// Per 100 ml.
    #[serde(rename = "100ml")]
    Millilitres,
}

/// Nutrients; absent = unknown, never 0. Grams unless the name says otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names of EU 1169/2011, Annex XV say it all")]
pub struct NutritionTable {
    pub per: Per,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub energy_kj: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub energy_kcal: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fat: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saturated_fat: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carbohydrates: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sugars: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fibre: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protein: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<f64>,
}
