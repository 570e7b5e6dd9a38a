//! What a policy's document says.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::PolicyVersion;
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
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct IngredientRule {
    /// Roots of what must not be in it.
    pub avoid: Vec<String>,
    /// Roots of what makes careful.
    pub careful: Vec<String>,
    /// Roots of what does not count although it descends from one of the others.
    pub except: Vec<String>,
    /// A declared allergen that brings it, if any.
    pub allergen: Option<Allergen>,
    /// Declarations under which the rule finds nothing.
    pub declared_free: Vec<FreeFrom>,
    /// Labels whose words behind or before an ingredient excuse it.
    pub excusing_labels: Vec<String>,
}

/// How a diet is judged.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct DietRule {
    /// The label's own answer that decides, if it has one.
    pub label: Option<LabelDiet>,
    /// The taxonomy's property that tells which ingredients fit: `yes`, `no`, `maybe`.
    pub property: Option<LabelDiet>,
    /// A product of which the label says this is free of doubts about single ingredients.
    pub settled_by: Option<LabelDiet>,
    /// Roots of what must not be in it.
    pub avoid: Vec<String>,
    /// Roots of what makes careful.
    pub careful: Vec<String>,
    /// Roots of what fits although the property says no.
    pub fits: Vec<String>,
    /// Groups of roots of which no two may come together.
    pub never_together: Vec<Vec<String>>,
}

/// A diet of which labels tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelDiet {
    /// Vegan.
    Vegan,
    /// Vegetarian.
    Vegetarian,
}
