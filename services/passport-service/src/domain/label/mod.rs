//! The digital label: ingredients, allergens, nutrition, diets, and doubts about them.

mod allergen;
mod allergen_rules;
mod allergen_set;
mod analysis;
mod diets;
mod ingredients;
mod list;
mod nutrients;
mod nutrition;
mod statement;
mod text;
mod warning;

use serde::{Deserialize, Serialize};

pub use allergen::{Allergen, Allergens, FreeFrom};
pub use diets::{DietAnswer, Diets};
pub use ingredients::{Ingredient, Ingredients};
pub use nutrition::{Nutrition, NutritionTable, Per};
pub use statement::StatedLabel;
pub use warning::{Warning, WarningCode};

/// The regulated on-pack facts of a product (EU 1169/2011).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Label {
    /// The ingredient list.
    pub ingredients: Ingredients,
    /// The 14 allergens of Annex II.
    pub allergens: Allergens,
    /// Nutrients per 100 g or 100 ml.
    pub nutrition: Nutrition,
    /// Vegan and vegetarian.
    pub diets: Diets,
    /// What is doubtful about the facts above.
    pub warnings: Vec<Warning>,
}
