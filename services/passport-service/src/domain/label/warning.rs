//! Doubts about stated facts.

use serde::{Deserialize, Serialize};

/// A doubt, in a code for programs and words for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Warning {
    /// The kind of doubt.
    pub code: WarningCode,
    /// What and where, in plain words.
    pub detail: String,
}

/// The closed list of doubts.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// kJ and kcal do not belong together.
    EnergyMismatch,
    /// More than 100 g in 100 g, or more than 3,800 kJ: value refused.
    ImpossibleValue,
    /// Sugars exceed carbohydrates.
    SugarsExceedCarbohydrates,
    /// Saturates exceed fat.
    SaturatesExceedFat,
    /// Macro-nutrients add up to more than 105 g.
    SumTooLarge,
    /// A value that is no number.
    NotANumber,
    /// A tag that is none of the 14 allergens.
    UnknownAllergenTag,
    /// The ingredient text names an allergen that the tags miss.
    AllergenOnlyInText,
    /// Sources contradict each other about an allergen; the stricter one stands.
    AllergenContradiction,
    /// A part of the document could not be read.
    BadData,
}
