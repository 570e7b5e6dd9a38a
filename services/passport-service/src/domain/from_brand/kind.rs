//! The kinds of links that are of use to who holds a pack.

use serde::Serialize;

use crate::domain::workspace::LinkType;

/// What a link tells shoppers. Recalls stand apart; product information and defaults are our own page's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShopperLinkKind {
    /// `gs1:instructions`
    Instructions,
    /// `gs1:consumerHandlingStorageInfo`
    Storage,
    /// `gs1:recipeInfo`
    Recipes,
    /// `gs1:allergenInfo`
    Allergens,
    /// `gs1:nutritionalInfo`
    Nutrition,
    /// `gs1:sustainabilityInfo`
    Sustainability,
    /// `gs1:traceability`
    Traceability,
    /// `gs1:certificationInfo`
    Certification,
    /// `gs1:promotion`
    Promotion,
}

impl ShopperLinkKind {
    /// As they are listed.
    pub const ALL: [Self; 9] = [
        Self::Instructions,
        Self::Storage,
        Self::Recipes,
        Self::Allergens,
        Self::Nutrition,
        Self::Sustainability,
        Self::Traceability,
        Self::Certification,
        Self::Promotion,
    ];

    /// The one that GS1 calls so; most of its kinds are for programs and trade.
    #[must_use]
    pub fn of(kind: &LinkType) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == kind.name())
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Instructions => "instructions",
            Self::Storage => "consumerHandlingStorageInfo",
            Self::Recipes => "recipeInfo",
            Self::Allergens => "allergenInfo",
            Self::Nutrition => "nutritionalInfo",
            Self::Sustainability => "sustainabilityInfo",
            Self::Traceability => "traceability",
            Self::Certification => "certificationInfo",
            Self::Promotion => "promotion",
        }
    }
}
