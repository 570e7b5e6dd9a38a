//! `PUT /api/v1/brand/products/{gtin}/journey`

use axum::{
    body::Bytes,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use gs1::Gtin;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use service_kit::{
    http::{IdempotencyKey, Json, expected},
    problem::Problem,
};
use utoipa::ToSchema;

use super::{JourneyBody, OfLot, answer, refused};
use crate::{
    adapters::{
        epcis,
        http::{
            App,
            brand::{callers::BrandUser, command, words},
            products::gtin,
        },
    },
    application::workspace::ports::PutJourney,
    domain::{
        journey::JourneyStep,
        workspace::{Qualifier, StatedStep, StatementFault, steps},
    },
};

const ROUTE: &str = "PUT /api/v1/brand/products/{gtin}/journey";

/// The steps as they are to stand; none takes the journey away. An EPCIS 2.0 document (JSON-LD) may stand here instead.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BrandJourneyRequest)]
pub(in crate::adapters::http) struct JourneyRequest {
    /// In any order.
    steps: Vec<StatedStep>,
}

/// Stores the steps of a product, or of one of its lots: as steps, or as an EPCIS 2.0 document, which is taken whole or not at all.
/// Shoppers read them at once where the product is published.
#[utoipa::path(
    put, path = "/api/v1/brand/products/{gtin}/journey", tag = "brand", operation_id = "putBrandJourney",
    extensions(("x-who" = json!("brand_user"))),
    request_body(content(
        (JourneyRequest = "application/json"),
        (serde_json::Value = "application/ld+json"),
    )),
    params(
        ("gtin" = String, Path),
        OfLot,
        ("If-Match" = Option<String>, Header, description = "The `ETag` of the steps that are replaced; none for the first."),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same answer for a day."),
    ),
    responses(
        (status = 200, description = "The steps as they stand now.", body = JourneyBody<'static>, headers(("ETag" = String))),
        (status = 400, description = "`invalid-code`, `invalid-request`, `invalid-epcis`, each with pointers.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-product`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "`stale`, with the steps as they stand in `current`.", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported-media-type`", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`precondition-required`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn put_journey(
    State(app): State<App>,
    caller: BrandUser,
    IdempotencyKey(key): IdempotencyKey,
    Path(digits): Path<String>,
    asked: Result<Query<OfLot>, QueryRejection>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let gtin = gtin(&digits)?;
    let Query(asked) = asked.map_err(|fault| Problem::bad_request(fault.body_text()))?;
    let lot = asked.lot()?;
    let expected = expected(&headers);
    let said = (gtin.as_str(), lot.as_ref(), words(expected), String::from_utf8_lossy(&body));
    let command = command(&app, caller, key, ROUTE, &said)?;
    let (steps, epcis) = read(&headers, &body, &gtin, lot.as_ref())?;
    let put = PutJourney { command, gtin, lot, steps, epcis, expected };
    app.workspace.journeys.put(&put).await.map(|journey| answer(&journey)).map_err(refused)
}

/// The steps that the body states, and the document if it is one.
fn read(
    headers: &HeaderMap,
    body: &[u8],
    gtin: &Gtin,
    lot: Option<&Qualifier>,
) -> Result<(Vec<JourneyStep>, Option<Value>), Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !matches!(kind.as_str(), "application/json" | "application/ld+json") {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type")
            .detail("Send application/json, or an EPCIS document as application/ld+json."));
    }
    let Json(document) = Json::<Value>::from_bytes(body)?;
    let invalid = |faults: Vec<StatementFault>| {
        let problem = Problem::bad_request("The journey does not fit.");
        faults.into_iter().fold(problem, |problem, fault| problem.error(fault.pointer, fault.detail))
    };
    if kind == "application/ld+json" || epcis::is_document(&document) {
        let stated = epcis::steps(&document, gtin, lot).map_err(invalid_epcis)?;
        let steps = steps(stated, lot).map_err(invalid)?;
        return Ok((steps, Some(without_nul(document))));
    }
    let Json(request) = Json::<JourneyRequest>::from_bytes(body)?;
    Ok((steps(request.steps, lot).map_err(invalid)?, None))
}

fn invalid_epcis(fault: StatementFault) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "invalid-epcis")
        .title("This EPCIS document cannot be taken")
        .detail("Nothing of it was stored.")
        .error(fault.pointer, fault.detail)
}

/// PostgreSQL's JSON knows no NUL in a string.
fn without_nul(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace('\0', "")),
        Value::Array(items) => items.into_iter().map(without_nul).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(key, value)| (key.replace('\0', ""), without_nul(value))).collect()
        }
        other => other,
    }
}
