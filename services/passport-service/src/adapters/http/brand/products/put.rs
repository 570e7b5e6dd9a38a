//! `PUT /api/v1/brand/products/{gtin}`

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use service_kit::{
    http::{IdempotencyKey, Json, expected},
    problem::Problem,
};

use super::{answer, refused};
use crate::{
    adapters::http::{
        App,
        brand::{callers::BrandUser, command, shapes::ProductBody, words},
        products::gtin,
    },
    application::workspace::{ports::Made, products::Wish},
    domain::workspace::Submission,
};

const ROUTE: &str = "PUT /api/v1/brand/products/{gtin}";

/// Stores a product as it is to stand: as a draft beside what shoppers read, or published.
#[utoipa::path(
    put, path = "/api/v1/brand/products/{gtin}", tag = "brand", operation_id = "putBrandProduct",
    extensions(("x-who" = json!("brand_user"))),
    request_body = Submission,
    params(
        ("gtin" = String, Path),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of the version that is replaced; none for a new product."),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same answer for a day."),
    ),
    responses(
        (status = 200, description = "The product as it stands now.", body = ProductBody<'static>, headers(("ETag" = String))),
        (status = 201, description = "It was new.", body = ProductBody<'static>, headers(("ETag" = String))),
        (status = 400, description = "`invalid-request`, `invalid-code`, `gtin-outside-prefix`, `invalid-product`, each with pointers.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-product`: the number is another brand's.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "`stale`, with the product as it stands in `current`.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`precondition-required`", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`brand-pending`: the brand was made a moment ago.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn put_product(
    State(app): State<App>,
    caller: BrandUser,
    IdempotencyKey(key): IdempotencyKey,
    Path(digits): Path<String>,
    headers: HeaderMap,
    Json(request): Json<Submission>,
) -> Result<Response, Problem> {
    let gtin = gtin(&digits)?;
    let expected = expected(&headers);
    let command = command(&app, caller, key, ROUTE, &(gtin.as_str(), words(expected), &request))?;
    if request.is_about_another(&gtin) {
        return Err(Problem::bad_request("The body is about another product.")
            .error("/gtin", "is not that of the path"));
    }
    let publication = request.status;
    let statement = request.statement();
    let wish = Wish { gtin, statement, publication, only_new: false, expected };
    let (view, made) = app.workspace.products.put(command, wish).await.map_err(refused)?;
    let status = match made {
        Made::New => StatusCode::CREATED,
        Made::Changed => StatusCode::OK,
    };
    Ok(answer(status, &view))
}
