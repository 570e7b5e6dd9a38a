//! The OpenAPI document, from the code. `x-who` of an operation says who may call it, as the gateway's table does.

use axum::{Json, response::IntoResponse};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{App, insights};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "PackyTrace brand-analytics-service",
        description = "What brands may know of how their packs are used: numbers of groups, released once a day, by product and region. `x-who` says who may call an operation: `brand_user`, who sees the numbers of their own brand alone.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    tags(
        (name = "insights", description = "Released numbers. What is withheld because too few visitors stand behind it is told as such, never as 0."),
    ),
)]
struct Document;

/// Every public route with its documentation.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(insights::summary::read_summary))
        .routes(routes!(insights::products::read_products))
        .routes(routes!(insights::regions::read_regions))
        .routes(routes!(insights::series::read_series))
        .routes(routes!(insights::csv::read_csv))
        .route("/openapi.json", axum::routing::get(serve))
}

/// The document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    routes().into_openapi()
}

async fn serve() -> impl IntoResponse {
    Json(document())
}
