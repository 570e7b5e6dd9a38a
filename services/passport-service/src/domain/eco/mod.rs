//! Eco score: 0–100, explained (Green-Score 2024 method, clamped).

mod compute;
mod country;
mod lca;
mod origins;
mod packaging;
mod reason;
mod schemes;
mod stated;
mod statement;
mod words;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use compute::{Adjustments, EcoInput, NoEco, PalmOil, compute};
pub use country::{CountryCode, NotACountryCode};
pub use lca::{LcaMatch, LcaRow, LcaSteps, LcaTable};
pub use origins::{Origin, OriginShare};
pub use packaging::PackagingPart;
pub use reason::{
    EcoLimit, EcoPackagingPart, EcoPlace, EcoReason, EcoTerm, FootprintSize, HeaviestStep, LifeCycleStep,
};
pub use schemes::Scheme;
pub use statement::{EcoStatement, OriginStatement, PackagingStatement, QuotedLca};

/// The score with its parts; the parts' points add up to the unclamped score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Eco {
    /// 0–100.
    pub score: u8,
    /// The letter.
    pub grade: EcoGrade,
    /// Two sentences in English words; other languages say the same from the parts' reasons.
    pub explanation: String,
    /// What the score is made of, in the method's order.
    pub parts: Vec<EcoPart>,
    /// The table row used, with its code, in words.
    pub source: String,
    /// The day on which the row was heard; absent for a shipped edition, whose name tells its age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// Set when the row stands in for the product's own category: the row's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stand_in: Option<String>,
}

impl Eco {
    /// The score with the names of its places, shapes and materials.
    #[must_use]
    pub fn in_words(mut self) -> Self {
        self.parts.iter_mut().filter_map(|part| part.reason.as_mut()).for_each(EcoReason::name);
        self
    }
}

/// One addend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct EcoPart {
    /// Which.
    pub name: EcoPartName,
    /// Its points, may be negative.
    pub points: i32,
    /// A few words on why, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The same in codes, for pages in other languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EcoReason>,
}

/// The addends of the method; `cap` appears only when the bonus was cut at +25 or the sum was clamped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EcoPartName {
    /// Life-cycle assessment of the category.
    Production,
    /// Labels of the production system.
    Labels,
    /// Environmental policy of the origins and transport.
    Origins,
    /// Threatened species: palm oil.
    PalmOil,
    /// Packaging.
    Packaging,
    /// What was cut so that the parts add up to the score.
    Cap,
}

/// Green-Score 2024 grades.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "letters")]
pub enum EcoGrade {
    APlus,
    A,
    B,
    C,
    D,
    E,
    F,
}

impl EcoGrade {
    /// The letter of a score, clamped or not.
    #[must_use]
    pub fn of(score: i32) -> Self {
        match score {
            90.. => Self::APlus,
            75.. => Self::A,
            60.. => Self::B,
            45.. => Self::C,
            30.. => Self::D,
            15.. => Self::E,
            _ => Self::F,
        }
    }
}
