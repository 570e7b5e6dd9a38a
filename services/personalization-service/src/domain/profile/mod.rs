//! A person's health profile: what they must not, should not or want to eat.

mod avoided;
mod goal;
mod parse;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use super::allergen::Allergen;
pub use avoided::{AvoidedIngredient, NotAnIngredient};
pub use goal::{Bounds, BoundsFault, Goal, Nutrient};
pub use parse::ProfileFault;

/// Everything that a person told of themselves. Parsed by [`HealthProfile::parse`], serialised to the same JSON.
///
/// Nothing is in it twice; the order is the person's own and means nothing.
#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HealthProfile {
    allergies: Vec<Allergy>,
    intolerances: Vec<Intolerance>,
    diets: Vec<Diet>,
    avoid_ingredients: Vec<AvoidedIngredient>,
    goals: Vec<Goal>,
}

impl HealthProfile {
    /// Allergies.
    #[must_use]
    pub fn allergies(&self) -> &[Allergy] {
        &self.allergies
    }

    /// Intolerances.
    #[must_use]
    pub fn intolerances(&self) -> &[Intolerance] {
        &self.intolerances
    }

    /// Diets.
    #[must_use]
    pub fn diets(&self) -> &[Diet] {
        &self.diets
    }

    /// Ingredients to avoid, in the person's words.
    #[must_use]
    pub fn avoid_ingredients(&self) -> &[AvoidedIngredient] {
        &self.avoid_ingredients
    }

    /// Nutrient goals.
    #[must_use]
    pub fn goals(&self) -> &[Goal] {
        &self.goals
    }

    /// Whether it says nothing; such a profile gets no verdict.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { allergies, intolerances, diets, avoid_ingredients, goals } = self;
        allergies.is_empty()
            && intolerances.is_empty()
            && diets.is_empty()
            && avoid_ingredients.is_empty()
            && goals.is_empty()
    }
}

impl fmt::Debug for HealthProfile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("HealthProfile([redacted])")
    }
}

/// An allergy, and what possible traces mean to the person.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Allergy {
    allergen: Allergen,
    /// Absent: the policy's own rule holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    traces: Option<Traces>,
}

impl Allergy {
    /// What the person is allergic to.
    #[must_use]
    pub const fn allergen(&self) -> Allergen {
        self.allergen
    }

    /// What they chose for traces, if they chose.
    #[must_use]
    pub const fn traces(&self) -> Option<Traces> {
        self.traces
    }
}

impl fmt::Debug for Allergy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Allergy([redacted])")
    }
}

/// What "may contain" means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Traces {
    /// Do not eat it.
    Avoid,
    /// Be careful.
    Careful,
    /// It does not matter.
    Ignore,
}

/// An intolerance; not an allergy.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Intolerance {
    Lactose,
    /// Coeliac disease too.
    Gluten,
    Fructose,
    Sorbitol,
    Histamine,
}

/// A diet, judged by ingredients.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Diet {
    Vegan,
    Vegetarian,
    Pescatarian,
    Halal,
    KosherStyle,
}

#[cfg(test)]
mod tests;
