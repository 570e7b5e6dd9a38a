//! `GET /api/v1/products/{gtin}`

use axum::{
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use service_kit::{
    http::{Json, etag},
    identity::Caller,
    problem::Problem,
};

use super::gtin;
use crate::{
    adapters::http::{App, conditional::seen, problems},
    domain::passport::Passport,
};

/// The passport of a product; records no scan.
#[utoipa::path(
    get, path = "/api/v1/products/{gtin}", tag = "products", operation_id = "readProduct",
    params(
        ("gtin" = String, Path, description = "14 digits; 8, 12 and 13 are led to them."),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` that the caller has."),
    ),
    responses(
        (status = 200, description = "The passport.", body = Passport, headers(("ETag" = String))),
        (status = 304, description = "Nothing has changed."),
        (status = 308, description = "The same with 14 digits.", headers(("Location" = String))),
        (status = 400, description = "`invalid-code`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-product`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_product(
    State(app): State<App>,
    _: Caller,
    Path(digits): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let gtin = gtin(&digits)?;
    if digits != gtin.as_str() {
        return Ok(
            Redirect::permanent(&with_query(&format!("/api/v1/products/{gtin}"), query)).into_response()
        );
    }
    let stored =
        app.passports.settled(&gtin, None, &app.drain).await.map_err(|failure| problems::store(&failure))?;
    if !stored.entry.is_known() {
        return Err(problems::unknown_product());
    }
    let passport = app.passports.of_pack(&stored, None).await.map_err(|failure| problems::store(&failure))?;
    let headers_out = [
        (header::ETAG, etag(passport.version)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    if seen(&headers) == Some(passport.version) {
        return Ok((StatusCode::NOT_MODIFIED, headers_out).into_response());
    }
    Ok((headers_out, Json(passport)).into_response())
}

pub(in crate::adapters::http) fn with_query(path: &str, query: Option<String>) -> String {
    query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"))
}
