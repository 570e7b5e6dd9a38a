//! `GET /images/products/{gtin}`

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use service_kit::problem::Problem;

use super::gtin;
use crate::adapters::http::{App, problems};

/// An SVG of ours runs nothing and fetches nothing, whoever opens it by itself.
const HARMLESS: HeaderValue =
    HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");

/// The picture of a product, from our own address.
#[utoipa::path(
    get, path = "/images/products/{gtin}", tag = "products", operation_id = "readImage",
    params(("gtin" = String, Path)),
    responses(
        (status = 200, description = "`image/jpeg`, `image/png`, `image/webp` or `image/svg+xml`."),
        (status = 404, description = "`unknown-image`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_image(
    State(app): State<App>,
    Path(digits): Path<String>,
) -> Result<Response, Problem> {
    let gtin = gtin(&digits)?;
    let picture = app.pictures.find(&gtin).await.map_err(|failure| problems::store(&failure))?;
    let picture = picture.ok_or_else(|| {
        Problem::new(StatusCode::NOT_FOUND, "unknown-image").detail("There is no picture of this product.")
    })?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(picture.kind.media_type())),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_SECURITY_POLICY, HARMLESS),
    ];
    Ok((headers, picture.body).into_response())
}
