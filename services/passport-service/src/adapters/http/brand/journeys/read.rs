//! `GET /api/v1/brand/products/{gtin}/journey`

use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use service_kit::{http::etag, problem::Problem};

use super::{JourneyBody, OfLot, answer};
use crate::{
    adapters::http::{
        App,
        brand::{callers::BrandUser, problems as own},
        problems,
        products::gtin,
    },
    application::workspace::ports::WorkJourney,
};

const LINKED_DATA: &str = "application/ld+json";

/// The steps of a product, or of one of its lots. Where they were read from an EPCIS document, `Accept: application/ld+json` gives
/// that document back as it came.
#[utoipa::path(
    get, path = "/api/v1/brand/products/{gtin}/journey", tag = "brand", operation_id = "readBrandJourney",
    extensions(("x-who" = json!("brand_user"))),
    params(("gtin" = String, Path), OfLot),
    responses(
        (status = 200, description = "The steps; none and version 0 when nothing is stated.", body = JourneyBody<'static>, headers(("ETag" = String))),
        (status = 400, description = "`invalid-code`, `invalid-request`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-product`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_journey(
    State(app): State<App>,
    caller: BrandUser,
    Path(digits): Path<String>,
    asked: Result<Query<OfLot>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let gtin = gtin(&digits)?;
    let Query(asked) = asked.map_err(|fault| Problem::bad_request(fault.body_text()))?;
    let lot = asked.lot()?;
    let found = app.workspace.journeys.read(caller.brand, &gtin, lot.as_ref()).await;
    let journey = found.map_err(|failure| problems::store(&failure))?.ok_or_else(own::unknown_product)?;
    Ok(document(&journey, &headers).unwrap_or_else(|| answer(&journey)))
}

/// The document itself, for who asks for it.
fn document(journey: &WorkJourney, headers: &HeaderMap) -> Option<Response> {
    let wanted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok())?;
    let document = journey.epcis.as_ref().filter(|_| wanted.contains(LINKED_DATA))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(LINKED_DATA)),
        (header::ETAG, etag(journey.version)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Some((headers, document.to_string()).into_response())
}
