//! `GET /api/v1/brand/products/{gtin}`

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use service_kit::problem::Problem;

use super::answer;
use crate::adapters::http::{
    App,
    brand::{callers::BrandUser, problems as own, shapes::ProductBody},
    problems,
    products::gtin,
};

/// One product as its brand edits it, with what other sources say beside it.
#[utoipa::path(
    get, path = "/api/v1/brand/products/{gtin}", tag = "brand", operation_id = "readBrandProduct",
    extensions(("x-who" = json!("brand_user"))),
    params(("gtin" = String, Path)),
    responses(
        (status = 200, description = "The product.", body = ProductBody<'static>, headers(("ETag" = String))),
        (status = 400, description = "`invalid-code`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-product`: the brand has none with this number; another brand's is none of its own.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_product(
    State(app): State<App>,
    caller: BrandUser,
    Path(digits): Path<String>,
) -> Result<Response, Problem> {
    let gtin = gtin(&digits)?;
    let found = app.workspace.products.read(caller.brand, &gtin).await;
    let view = found.map_err(|failure| problems::store(&failure))?.ok_or_else(own::unknown_product)?;
    Ok(answer(StatusCode::OK, &view))
}
