//! The 14 allergens of EU 1169/2011, Annex II.

use serde::{Deserialize, Serialize};

/// One of the 14 substances that must be declared.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of Annex II say it all")]
pub enum Allergen {
    Celery,
    Gluten,
    Crustaceans,
    Eggs,
    Fish,
    Lupin,
    Milk,
    Molluscs,
    Mustard,
    Nuts,
    Peanuts,
    Sesame,
    Soybeans,
    Sulphites,
}

/// What a label declares the product to be free from.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FreeFrom {
    /// Declared free from gluten (EU 828/2014).
    Gluten,
    /// Declared free from lactose.
    Lactose,
    /// Declared free from milk.
    Milk,
    /// Declared free from eggs.
    Eggs,
    /// Declared free from nuts.
    Nuts,
    /// Declared free from peanuts.
    Peanuts,
    /// Declared free from soybeans.
    Soybeans,
}
