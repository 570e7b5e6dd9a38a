//! What is missing in a product, and what cannot be true.

use serde::{Deserialize, Serialize};

/// One fault of a product, beside the field that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Fault {
    /// JSON pointer into the product; `/journey` for its journey.
    pub pointer: String,
    /// The kind of fault.
    pub code: FaultCode,
    /// In plain words.
    pub detail: String,
    /// Whether it keeps the product from being published.
    pub severity: Severity,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It cannot be published so.
    Error,
    /// Shoppers miss something, or something is doubtful.
    Warning,
}

/// The closed list of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// Shoppers miss it.
    Missing,
    /// More than 100 g in 100 g, more than 3,800 kJ, less than nothing, more than 100 percent.
    ImpossibleValue,
    /// kJ and kcal do not belong together, or the nutrients make another energy.
    EnergyMismatch,
    /// More sugars than carbohydrates.
    SugarsExceedCarbohydrates,
    /// More saturated fat than fat.
    SaturatesExceedFat,
    /// The nutrients of 100 g weigh more than 100 g.
    SumTooLarge,
    /// One answer denies the other.
    AllergenContradiction,
    /// The ingredients name an allergen that is not declared.
    AllergenOnlyInText,
    /// A diet that an allergen rules out.
    DietContradiction,
    /// A tag that the taxonomy does not know.
    UnknownCategory,
}

impl Fault {
    /// It cannot be published so.
    pub(super) fn error(pointer: impl Into<String>, code: FaultCode, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), code, detail: detail.into(), severity: Severity::Error }
    }

    /// It can be published all the same.
    pub(super) fn warning(pointer: impl Into<String>, code: FaultCode, detail: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(pointer, code, detail) }
    }

    /// Whether it keeps the product from being published.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
