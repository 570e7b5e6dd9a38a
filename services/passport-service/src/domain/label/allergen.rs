//! What is stated of the 14 allergens of EU 1169/2011, Annex II.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use taxonomy::{Allergen, FreeFrom};

/// What the sources state about allergens. `Unknown` is "not stated", an empty set is "stated: none".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Allergens {
    /// No source states anything.
    #[default]
    Unknown,
    /// Stated.
    #[serde(rename_all = "camelCase")]
    Known {
        /// Declared as ingredients.
        contains: BTreeSet<Allergen>,
        /// Possible traces; never overlaps `contains`.
        may_contain: BTreeSet<Allergen>,
        /// Declared absent, by the brand or a label only.
        free_from: BTreeSet<FreeFrom>,
    },
}

impl Allergens {
    /// Whether somebody who read the other statement should read this one: what it contains or may contain is stated otherwise.
    #[must_use]
    pub fn warn_otherwise_than(&self, other: &Self) -> bool {
        self.warnings() != other.warnings()
    }

    fn warnings(&self) -> Option<(&BTreeSet<Allergen>, &BTreeSet<Allergen>)> {
        match self {
            Self::Unknown => None,
            Self::Known { contains, may_contain, .. } => Some((contains, may_contain)),
        }
    }
}
