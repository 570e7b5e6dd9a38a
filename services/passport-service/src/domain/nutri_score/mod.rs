//! Nutri-Score 2023, shown beside the label; feeds no verdict.

mod compute;
mod input;
mod points;
mod stated;

use serde::{Deserialize, Serialize};

pub use compute::compute;
pub use input::{NutriInput, NutriKind};

/// The score, or why there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum NutriScore {
    /// Computed.
    Known {
        /// Points, lower is better.
        score: i32,
        /// The letter.
        grade: NutriGrade,
        /// Inputs that were unknown and scored 0 (`fibre`, `fruits_vegetables_legumes`).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        assumed: Vec<String>,
    },
    /// A required value is missing.
    Unknown {
        /// The missing ones, named as in the nutrition table.
        missing: Vec<String>,
    },
    /// The method does not cover this kind of product.
    #[default]
    NotApplicable,
}

/// A (best) to E.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "letters")]
pub enum NutriGrade {
    A,
    B,
    C,
    D,
    E,
}
