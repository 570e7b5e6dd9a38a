//! Doubts about stated facts.

use serde::{Deserialize, Serialize};

use crate::domain::profile::Nutrient;

/// A doubt, by its code; passport-service may learn further ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Such as `energy_mismatch`.
    pub code: String,
    /// In plain words; the nutrient's name comes first where the code does not tell it.
    #[serde(default)]
    pub detail: String,
}

impl Warning {
    /// Whether the value of a nutrient is in doubt by it.
    #[must_use]
    pub fn is_about(&self, nutrient: Nutrient) -> bool {
        let of_these: &[Nutrient] = match self.code.as_str() {
            "energy_mismatch" => &[Nutrient::EnergyKj, Nutrient::EnergyKcal],
            "sugars_exceed_carbohydrates" => &[Nutrient::Sugars, Nutrient::Carbohydrates],
            "saturates_exceed_fat" => &[Nutrient::SaturatedFat, Nutrient::Fat],
            // Any part of the sum may be the wrong one, and what is "of which" with it.
            "sum_too_large" => {
                return !matches!(nutrient, Nutrient::EnergyKj | Nutrient::EnergyKcal);
            }
            "impossible_value" | "not_a_number" => return self.names(nutrient),
            _ => &[],
        };
        of_these.contains(&nutrient)
    }

    fn names(&self, nutrient: Nutrient) -> bool {
        let mut words = self.detail.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| word == nutrient.label_field())
    }
}
