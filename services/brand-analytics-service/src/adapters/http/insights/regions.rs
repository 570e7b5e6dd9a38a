//! `GET /api/v1/brand/insights/regions`

use axum::{extract::State, http::HeaderMap, response::Response};
use service_kit::problem::Problem;

use super::{
    answer,
    parameters::{Asked, Table},
    shapes::InsightsBody,
};
use crate::adapters::http::{App, callers::BrandUser};

/// Regions, of one product or of all of the brand's added: one row a region and metric. Which regions stand alone differs from day to day: sums of different regions are never to be subtracted.
#[utoipa::path(
    get, path = "/api/v1/brand/insights/regions", tag = "insights", operation_id = "readInsightsByRegion",
    extensions(("x-who" = json!("brand_user"))),
    params(
        ("from" = Option<Date>, Query, description = "The first day; 27 days before `to` unless said."),
        ("to" = Option<Date>, Query, description = "The last day, at most 400 in all; the last released one unless said."),
        ("gtin" = Option<String>, Query, description = "Of this product only."),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of what the caller has."),
        ("Accept-Language" = Option<String>, Header, description = "Language of the words: en, it or de."),
    ),
    responses(
        (status = 200, description = "One row a region and metric.", body = InsightsBody<'static>, headers(("ETag" = String), ("Content-Language" = String))),
        (status = 304, description = "Nothing has changed."),
        (status = 400, description = "`invalid-request`, with a pointer to the parameter.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-product`: nothing was ever released to the brand for this GTIN.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_regions(
    State(app): State<App>,
    BrandUser(brand): BrandUser,
    headers: HeaderMap,
    asked: Asked,
) -> Result<Response, Problem> {
    answer(&app, brand, &headers, Table::Regions, asked).await
}
