//! What a person reports about a product.

use gs1::Gtin;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use service_kit::{identity::Region, ids::ReportId};

use super::scan::Owner;

/// The longest comment, in characters.
pub const LONGEST_COMMENT: usize = 2000;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The catalog lacks it.
    UnknownProduct,
    /// A fact is wrong.
    WrongFacts,
    /// Something else.
    Other,
}

impl Reason {
    /// As published.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownProduct => "unknown_product",
            Self::WrongFacts => "wrong_facts",
            Self::Other => "other",
        }
    }
}

/// One report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// `UUIDv7`.
    pub id: ReportId,
    /// About what.
    pub gtin: Gtin,
    /// From whom.
    pub owner: Owner,
    /// Where, as far as known.
    pub region: Option<Region>,
    /// The browser said that it is not to be measured.
    pub objected: bool,
    /// What is wrong.
    pub reason: Reason,
    /// In the person's words.
    pub comment: Option<String>,
    /// When.
    pub reported_at: Timestamp,
}
