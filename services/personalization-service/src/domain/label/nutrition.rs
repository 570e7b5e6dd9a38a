//! Nutrients per 100 g or 100 ml.

use serde::{Deserialize, Serialize};

use crate::domain::{profile::Nutrient, quantity::Amount};

/// What the sources state about nutrition.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Nutrition {
    /// No usable nutrient is stated.
    #[default]
    Unknown,
    /// At least one nutrient is known.
    Known(NutritionTable),
}

/// The base of a nutrition table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Per {
    /// Per 100 g.
    #[default]
    #[serde(rename = "100g")]
    Grams,
    /// Per 100 ml.
    #[serde(rename = "100ml")]
    Millilitres,
}

/// Nutrients; absent = unknown, never 0. Grams unless the name says otherwise.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names of EU 1169/2011, Annex XV say it all")]
pub struct NutritionTable {
    pub per: Per,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub energy_kj: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub energy_kcal: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fat: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saturated_fat: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carbohydrates: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sugars: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fibre: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protein: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub salt: Option<Amount>,
}

impl NutritionTable {
    /// How much of a nutrient, if stated.
    #[must_use]
    pub const fn get(&self, nutrient: Nutrient) -> Option<Amount> {
        match nutrient {
            Nutrient::EnergyKj => self.energy_kj,
            Nutrient::EnergyKcal => self.energy_kcal,
            Nutrient::Fat => self.fat,
            Nutrient::SaturatedFat => self.saturated_fat,
            Nutrient::Carbohydrates => self.carbohydrates,
            Nutrient::Sugars => self.sugars,
            Nutrient::Fibre => self.fibre,
            Nutrient::Protein => self.protein,
            Nutrient::Salt => self.salt,
        }
    }
}
