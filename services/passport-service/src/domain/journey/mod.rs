//! The journey of a product or lot: ordered steps, each with place and date.

mod stated;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::fact::Source;

pub use stated::steps_of;

/// Ordered steps origin → processing → packing → distribution → retail.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Journey {
    /// In order.
    pub steps: Vec<JourneyStep>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JourneyStep {
    /// What happened.
    pub kind: StepKind,
    /// Where.
    pub place: Place,
    /// When; `null` = not stated.
    pub date: Option<Date>,
    /// Who, when stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// Who says so.
    pub source: Source,
    /// The lot this step belongs to; absent = every lot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<String>,
}

/// The kinds of step, in the order in which they happen.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum StepKind {
    Origin,
    Processing,
    Packing,
    Distribution,
    Retail,
}

/// A place as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// In words.
    pub name: String,
    /// ISO 3166-1 alpha-2, upper case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// Degrees north, WGS 84.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
}
