//! `GET /api/v1/brand/products/{gtin}/links`

use axum::{
    extract::{Path, State},
    response::Response,
};
use service_kit::problem::Problem;

use super::{LinksBody, answer};
use crate::adapters::http::{
    App,
    brand::{callers::BrandUser, problems as own},
    problems,
    products::gtin,
};

/// Where the codes of a product lead, by lot or serial number, kind of link and language.
#[utoipa::path(
    get, path = "/api/v1/brand/products/{gtin}/links", tag = "brand", operation_id = "readBrandLinks",
    extensions(("x-who" = json!("brand_user"))),
    params(("gtin" = String, Path)),
    responses(
        (status = 200, description = "The links; none and version 0 when there are none.", body = LinksBody<'static>, headers(("ETag" = String))),
        (status = 400, description = "`invalid-code`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-product`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_links(
    State(app): State<App>,
    caller: BrandUser,
    Path(digits): Path<String>,
) -> Result<Response, Problem> {
    let found = app.workspace.links.read(caller.brand, &gtin(&digits)?).await;
    let links = found.map_err(|failure| problems::store(&failure))?.ok_or_else(own::unknown_product)?;
    Ok(answer(&links))
}
