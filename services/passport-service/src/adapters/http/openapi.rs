//! The OpenAPI document, from the code.

use axum::{Json, response::IntoResponse};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{App, export, labels, page, products, resolver, scans};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "PackyTrace passport-service",
        description = "Scans, passports, products and the GS1 Digital Link resolver. Anyone may call every route; a scan is shown to its visitor or account alone.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    tags(
        (name = "scans", description = "What a person scanned."),
        (name = "products", description = "What is known about products."),
        (name = "pages", description = "Outside `/api`: the resolver and pages that carry facts."),
    ),
)]
struct Document;

/// Every route with its documentation.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(scans::record::record_scan, scans::history::list_scans))
        .routes(routes!(scans::read::read_scan, scans::delete::delete_scan))
        .routes(routes!(products::search::search_products))
        .routes(routes!(products::read::read_product))
        .routes(routes!(products::report::report_product))
        .routes(routes!(products::sources::read_sources))
        .routes(routes!(products::image::read_image))
        .routes(routes!(page::product::product_page))
        .routes(routes!(page::scan::scan_page))
        .route("/internal/export/{accountId}", axum::routing::get(export::export_account))
        .route("/internal/labels/{gtin}", axum::routing::get(labels::read_label))
        .route("/openapi.json", axum::routing::get(serve))
        .route("/01/{*rest}", axum::routing::any(resolver::resolve))
}

/// The document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    routes().into_openapi()
}

async fn serve() -> impl IntoResponse {
    Json(document())
}
