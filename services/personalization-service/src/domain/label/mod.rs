//! A product's label as passport-service publishes it, with the provenance of its facts.

mod fact;
mod nutrition;
mod warning;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::allergen::{Allergen, FreeFrom};
pub use fact::{Fact, Provenance, Source, Verification};
pub use nutrition::{Nutrition, NutritionTable, Per};
pub use warning::Warning;

/// What a verdict is made of on the product's side.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LabelledProduct {
    /// The label.
    pub label: Label,
    /// Who stated its parts, and when; in any order.
    #[serde(default)]
    pub facts: Vec<Fact>,
}

/// The regulated on-pack facts. A part that is absent is unknown; fields that we do not know are passed over.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Stated")]
pub struct Label {
    /// The ingredient list.
    pub ingredients: Ingredients,
    /// The 14 allergens of Annex II.
    pub allergens: Allergens,
    /// Nutrients per 100 g or 100 ml.
    pub nutrition: Nutrition,
    /// Vegan and vegetarian.
    pub diets: Diets,
    /// What is doubtful.
    pub warnings: Vec<Warning>,
}

/// A label as somebody wrote it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Stated {
    ingredients: Ingredients,
    allergens: Allergens,
    nutrition: Nutrition,
    diets: Diets,
    warnings: Vec<Warning>,
}

impl From<Stated> for Label {
    /// An allergen that an ingredient brings is contained, whatever else is stated: the stricter one counts.
    fn from(stated: Stated) -> Self {
        let Stated { ingredients, mut allergens, nutrition, diets, warnings } = stated;
        if let (Ingredients::Known(list), Allergens::Known(stated)) = (&ingredients, &mut allergens) {
            stated.contains.extend(list.items.iter().flat_map(|item| &item.allergens));
            stated.may_contain.retain(|allergen| !stated.contains.contains(allergen));
        }
        Self { ingredients, allergens, nutrition, diets, warnings }
    }
}

/// The ingredient list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Ingredients {
    /// Not stated.
    #[default]
    Unknown,
    /// As printed and as read.
    Known(IngredientList),
}

/// A stated ingredient list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct IngredientList {
    /// Two letters, when known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// As printed.
    pub text: String,
    /// As read.
    pub items: Vec<Ingredient>,
}

/// One ingredient.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ingredient {
    /// As printed.
    pub name: String,
    /// Canonical taxonomy id, when recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Share of the product, 0–100, only when stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<f64>,
    /// Allergens that it brings.
    #[serde(default)]
    pub allergens: BTreeSet<Allergen>,
}

/// Allergens. `Unknown` is "not stated", an empty set is "stated: none".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Allergens {
    /// Not stated.
    #[default]
    Unknown,
    /// Stated.
    Known(StatedAllergens),
}

/// What is stated of allergens.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct StatedAllergens {
    /// As ingredients.
    pub contains: BTreeSet<Allergen>,
    /// As possible traces.
    pub may_contain: BTreeSet<Allergen>,
    /// Declared absent.
    pub free_from: BTreeSet<FreeFrom>,
}

/// Whether vegans and vegetarians can eat it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Diets {
    /// Vegan.
    pub vegan: DietAnswer,
    /// Vegetarian.
    pub vegetarian: DietAnswer,
}

/// An answer about a diet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DietAnswer {
    /// It fits.
    Yes,
    /// It does not.
    No,
    /// It may or may not.
    Maybe,
    /// Not stated, or an ingredient is not recognised.
    #[default]
    Unknown,
}

impl Label {
    /// The ingredient list, if one is stated.
    #[must_use]
    pub const fn ingredient_list(&self) -> Option<&IngredientList> {
        match &self.ingredients {
            Ingredients::Known(list) => Some(list),
            Ingredients::Unknown => None,
        }
    }

    /// Allergens that its ingredients bring.
    pub fn brought(&self) -> impl Iterator<Item = Allergen> {
        let items = self.ingredient_list().map_or(&[][..], |list| &list.items);
        items.iter().flat_map(|item| item.allergens.iter().copied())
    }

    /// Whether the product is declared to be free from something.
    #[must_use]
    pub fn declares_free_from(&self, what: FreeFrom) -> bool {
        matches!(&self.allergens, Allergens::Known(stated) if stated.free_from.contains(&what))
    }
}

#[cfg(test)]
mod tests;
