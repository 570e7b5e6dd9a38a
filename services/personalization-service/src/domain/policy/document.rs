//! What a policy's document says.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Excuses, Kinds, PolicyVersion};
use crate::domain::{
    allergen::{Allergen, FreeFrom},
    profile::{Diet, Intolerance, Traces},
};

/// A policy as published. Ingredients are roots in the shipped taxonomies: whatever descends from them counts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct PolicyDocument {
    /// Its version.
    pub version: PolicyVersion,
    /// What it is, for people.
    pub about: String,
    /// Allergies.
    pub allergies: AllergyRule,
    /// Intolerances that it knows a rule for.
    pub intolerances: BTreeMap<Intolerance, SensitivityRule>,
    /// Diets that it knows a rule for.
    pub diets: BTreeMap<Diet, DietRule>,
}

/// How allergies are judged.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct AllergyRule {
    /// What possible traces mean to a person who has not chosen.
    pub traces: Traces,
}

/// How an intolerance is judged.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "by", rename_all = "camelCase")]
pub enum SensitivityRule {
    /// By a declared allergen.
    Allergen(AllergenRule),
    /// By ingredients.
    Ingredients(IngredientRule),
}

/// An intolerance that follows an allergen.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllergenRule {
    /// Which.
    pub allergen: Allergen,
    /// What possible traces mean.
    pub traces: Traces,
}

/// An intolerance to ingredients.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct IngredientRule {
    /// What must not be in it.
    pub avoid: Kinds,
    /// What makes careful.
    #[serde(default)]
    pub careful: Kinds,
    /// What does not count although it descends from one of the others.
    #[serde(default)]
    pub except: Kinds,
    /// A declared allergen that brings it, if any.
    #[serde(default)]
    pub allergen: Option<Allergen>,
    /// Declarations under which the rule finds nothing.
    #[serde(default)]
    pub declared_free: Vec<FreeFrom>,
    /// Labels whose words in an ingredient's name excuse that ingredient.
    #[serde(default)]
    pub excusing_labels: Excuses,
}

/// How a diet is judged.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct DietRule {
    /// The label's own answer that decides, if it has one.
    #[serde(default)]
    pub label: Option<LabelDiet>,
    /// A label that answers yes to this is suitable, whatever its ingredients.
    #[serde(default)]
    pub suitable_if: Option<LabelDiet>,
    /// A label that answers yes to this leaves no doubt about single ingredients.
    #[serde(default)]
    pub settled_by: Option<LabelDiet>,
    /// The taxonomy's property that tells which ingredients fit.
    pub property: LabelDiet,
    /// What an ingredient means of which the property says no.
    pub on_no: OnNo,
    /// What must not be in it.
    #[serde(default)]
    pub avoid: Kinds,
    /// What makes careful.
    #[serde(default)]
    pub careful: Kinds,
    /// What fits whatever the property says.
    #[serde(default)]
    pub fits: Kinds,
    /// What explains that a label does not answer yes to `suitableIf`, and fits all the same.
    #[serde(default)]
    pub explained_by: Kinds,
    /// Groups of which no two may come together.
    #[serde(default)]
    pub never_together: Vec<Kinds>,
}

/// A diet of which labels and taxonomies tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelDiet {
    /// Vegan.
    Vegan,
    /// Vegetarian.
    Vegetarian,
}

/// What an unsuitable ingredient means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnNo {
    /// Do not eat it.
    Avoid,
    /// Be careful.
    Careful,
}
