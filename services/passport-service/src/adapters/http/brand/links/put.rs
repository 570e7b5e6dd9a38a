//! `PUT /api/v1/brand/products/{gtin}/links`

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use serde::{Deserialize, Serialize};
use service_kit::{
    http::{IdempotencyKey, Json, expected},
    problem::Problem,
};
use utoipa::ToSchema;

use super::{LinksBody, answer, refused};
use crate::{
    adapters::http::{
        App,
        brand::{callers::BrandUser, command, words},
        products::gtin,
    },
    domain::workspace::Link,
};

const ROUTE: &str = "PUT /api/v1/brand/products/{gtin}/links";

/// All links as they are to stand.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BrandLinksRequest)]
pub(in crate::adapters::http) struct LinksRequest {
    /// None twice, and one `gs1:defaultLink` a lot, serial number and language.
    items: Vec<Link>,
}

/// Stores all links of a product as they are to stand.
#[utoipa::path(
    put, path = "/api/v1/brand/products/{gtin}/links", tag = "brand", operation_id = "putBrandLinks",
    extensions(("x-who" = json!("brand_user"))),
    request_body = LinksRequest,
    params(
        ("gtin" = String, Path),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of the links that are replaced; none for the first."),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same answer for a day."),
    ),
    responses(
        (status = 200, description = "The links as they stand now.", body = LinksBody<'static>, headers(("ETag" = String))),
        (status = 400, description = "`invalid-code`, `invalid-request`, with pointers.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-product`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "`stale`, with the links as they stand in `current`.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`precondition-required`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn put_links(
    State(app): State<App>,
    caller: BrandUser,
    IdempotencyKey(key): IdempotencyKey,
    Path(digits): Path<String>,
    headers: HeaderMap,
    Json(request): Json<LinksRequest>,
) -> Result<Response, Problem> {
    let gtin = gtin(&digits)?;
    let expected = expected(&headers);
    let command = command(&app, caller, key, ROUTE, &(gtin.as_str(), words(expected), &request))?;
    let stored = app.workspace.links.put(command, gtin, request.items, expected).await;
    stored.map(|links| answer(&links)).map_err(refused)
}
