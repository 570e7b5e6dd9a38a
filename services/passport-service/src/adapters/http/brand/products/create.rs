//! `POST /api/v1/brand/products`

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use service_kit::{
    http::{IdempotencyKey, Json},
    problem::Problem,
    version::Expected,
};

use super::{answer, refused};
use crate::{
    adapters::http::{
        App,
        brand::{callers::BrandUser, command, shapes::ProductBody},
        products::gtin,
    },
    application::workspace::products::Wish,
    domain::workspace::Submission,
};

const ROUTE: &str = "POST /api/v1/brand/products";

/// Adds a product to the brand's catalog, as a draft or published at once.
#[utoipa::path(
    post, path = "/api/v1/brand/products", tag = "brand", operation_id = "createBrandProduct",
    extensions(("x-who" = json!("brand_user"))),
    request_body = Submission,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same answer for a day.")),
    responses(
        (status = 201, description = "Added.", body = ProductBody<'static>, headers(("ETag" = String), ("Location" = String))),
        (status = 400, description = "`invalid-request`, `invalid-code`, `gtin-outside-prefix`, `invalid-product`, each with pointers.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`product-exists`, `idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`brand-pending`: the brand was made a moment ago.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn create_product(
    State(app): State<App>,
    caller: BrandUser,
    IdempotencyKey(key): IdempotencyKey,
    Json(request): Json<Submission>,
) -> Result<Response, Problem> {
    let command = command(&app, caller, key, ROUTE, &request)?;
    let digits = request
        .gtin
        .as_deref()
        .ok_or_else(|| Problem::bad_request("A product has a number.").error("/gtin", "is missing"))?;
    let gtin = gtin(digits)?;
    let publication = request.status;
    let statement = request.statement();
    let wish = Wish { gtin, statement, publication, only_new: true, expected: Expected::Nothing };
    let (view, _) = app.workspace.products.put(command, wish).await.map_err(refused)?;
    let mut response = answer(StatusCode::CREATED, &view);
    let location = HeaderValue::from_str(&format!("/api/v1/brand/products/{gtin}"));
    response.headers_mut().extend(location.ok().map(|location| (header::LOCATION, location)));
    Ok(response)
}
