//! Operations on journeys of products and lots.

pub(in crate::adapters::http) mod put;
pub(in crate::adapters::http) mod read;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use service_kit::{
    http::{Json, etag},
    problem::Problem,
};
use utoipa::{IntoParams, ToSchema};

use super::problems;
use crate::{
    application::workspace::{journeys::JourneyError, ports::WorkJourney},
    domain::{journey::JourneyStep, workspace::Qualifier},
};

/// Whose steps.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(in crate::adapters::http) struct OfLot {
    /// The lot; absent: of every pack whose own lot has no steps.
    lot: Option<String>,
}

impl OfLot {
    fn lot(&self) -> Result<Option<Qualifier>, Problem> {
        let lot = self.lot.as_deref().map(str::parse).transpose();
        lot.map_err(|fault: crate::domain::workspace::NoQualifier| {
            Problem::bad_request("This is no lot.").error("/lot", fault.to_string())
        })
    }
}

/// The steps of a product or lot as they stand.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BrandJourney)]
pub(in crate::adapters::http) struct JourneyBody<'a> {
    /// `null`: of every pack whose own lot has no steps.
    lot: Option<&'a str>,
    /// In the order in which they happen; empty = nothing is stated.
    steps: &'a [JourneyStep],
    /// Whether the steps were read from an EPCIS document; asked for as `application/ld+json` it is given back.
    from_epcis: bool,
    /// Lots that have steps of their own.
    lots: &'a [String],
    /// 0 = nothing is stated.
    version: i64,
    updated_at: Option<Timestamp>,
}

impl<'a> From<&'a WorkJourney> for JourneyBody<'a> {
    fn from(journey: &'a WorkJourney) -> Self {
        Self {
            lot: journey.lot.as_ref().map(Qualifier::as_str),
            steps: &journey.steps,
            from_epcis: journey.epcis.is_some(),
            lots: &journey.lots,
            version: journey.version,
            updated_at: journey.updated_at,
        }
    }
}

fn answer(journey: &WorkJourney) -> Response {
    let headers = [
        (header::ETAG, etag(journey.version)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (StatusCode::OK, headers, Json(JourneyBody::from(journey))).into_response()
}

fn refused(failure: JourneyError) -> Problem {
    problems::workspace(failure, |current| {
        (serde_json::to_value(JourneyBody::from(current)).unwrap_or_default(), etag(current.version))
    })
}
