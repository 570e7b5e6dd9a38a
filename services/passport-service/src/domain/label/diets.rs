//! Whether vegans and vegetarians can eat it, as far as anyone says.

use serde::{Deserialize, Serialize};

/// Answers per diet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Diets {
    /// Vegan.
    pub vegan: DietAnswer,
    /// Vegetarian.
    pub vegetarian: DietAnswer,
}

/// From labels first, then from the ingredient analysis.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DietAnswer {
    /// Stated or every ingredient fits.
    Yes,
    /// An ingredient does not fit.
    No,
    /// An ingredient may or may not fit.
    Maybe,
    /// Not stated, or an ingredient is not recognised.
    #[default]
    Unknown,
}
