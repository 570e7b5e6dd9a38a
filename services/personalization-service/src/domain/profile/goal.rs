//! Goals for nutrients, per 100 g or 100 ml.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::quantity::Amount;

/// What of a nutrient a product should have.
#[derive(Clone, Copy, PartialEq, Serialize)]
pub struct Goal {
    pub(super) nutrient: Nutrient,
    #[serde(flatten)]
    pub(super) bounds: Bounds,
}

impl Goal {
    /// Of what.
    #[must_use]
    pub const fn nutrient(&self) -> Nutrient {
        self.nutrient
    }

    /// How much.
    #[must_use]
    pub const fn bounds(&self) -> Bounds {
        self.bounds
    }
}

impl fmt::Debug for Goal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Goal([redacted])")
    }
}

/// At least one bound, and the lower is not above the upper. Both are met by the bound itself.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stated", rename_all = "camelCase")]
pub struct Bounds {
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<Amount>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stated {
    at_least: Option<Amount>,
    at_most: Option<Amount>,
}

/// Why bounds make no goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BoundsFault {
    /// Neither is there.
    #[error("must have atLeast or atMost")]
    Neither,
    /// Nothing could meet them.
    #[error("atLeast must not be above atMost")]
    Crossed,
}

impl Bounds {
    /// Checks the bounds.
    ///
    /// # Errors
    /// When there is none, or the lower is above the upper.
    pub fn new(at_least: Option<Amount>, at_most: Option<Amount>) -> Result<Self, BoundsFault> {
        match (at_least, at_most) {
            (None, None) => Err(BoundsFault::Neither),
            (Some(least), Some(most)) if least > most => Err(BoundsFault::Crossed),
            _ => Ok(Self { at_least, at_most }),
        }
    }

    /// The lower bound.
    #[must_use]
    pub const fn at_least(&self) -> Option<Amount> {
        self.at_least
    }

    /// The upper bound.
    #[must_use]
    pub const fn at_most(&self) -> Option<Amount> {
        self.at_most
    }

    /// Whether an amount lies within.
    #[must_use]
    pub fn are_met_by(&self, amount: Amount) -> bool {
        self.at_least.is_none_or(|least| amount >= least) && self.at_most.is_none_or(|most| amount <= most)
    }
}

impl TryFrom<Stated> for Bounds {
    type Error = BoundsFault;

    fn try_from(Stated { at_least, at_most }: Stated) -> Result<Self, BoundsFault> {
        Self::new(at_least, at_most)
    }
}

/// A nutrient of EU 1169/2011, Annex XV. Grams unless the name says otherwise.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of Annex XV say it all")]
pub enum Nutrient {
    #[serde(alias = "energyKj")]
    EnergyKj,
    #[serde(alias = "energyKcal")]
    EnergyKcal,
    Fat,
    /// Also read as `saturatedFat`, as labels call it.
    #[serde(alias = "saturatedFat")]
    SaturatedFat,
    Carbohydrates,
    Sugars,
    Fibre,
    Protein,
    Salt,
}

impl Nutrient {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::EnergyKj,
        Self::EnergyKcal,
        Self::Fat,
        Self::SaturatedFat,
        Self::Carbohydrates,
        Self::Sugars,
        Self::Fibre,
        Self::Protein,
        Self::Salt,
    ];

    /// The name in a label's nutrition table.
    #[must_use]
    pub const fn label_field(self) -> &'static str {
        match self {
            Self::EnergyKj => "energyKj",
            Self::EnergyKcal => "energyKcal",
            Self::Fat => "fat",
            Self::SaturatedFat => "saturatedFat",
            Self::Carbohydrates => "carbohydrates",
            Self::Sugars => "sugars",
            Self::Fibre => "fibre",
            Self::Protein => "protein",
            Self::Salt => "salt",
        }
    }
}
