//! The OpenAPI document, from the code.

use axum::{Json, extract::DefaultBodyLimit, response::IntoResponse};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{App, brand, export, labels, page, products, resolver, scans};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "PackyTrace passport-service",
        description = "Scans, passports, products and the GS1 Digital Link resolver. Anyone may call the routes that say nothing else; a scan is shown to its visitor or account alone, a brand's workspace to that brand's users.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    tags(
        (name = "scans", description = "What a person scanned."),
        (name = "products", description = "What is known about products."),
        (name = "brand", description = "A brand's workspace: its products, their journeys, links and codes, what changed, and what shoppers report."),
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
        .routes(routes!(brand::products::list::list_products, brand::products::create::create_product))
        .routes(routes!(brand::products::read::read_product, brand::products::put::put_product))
        .routes(routes!(brand::journeys::read::read_journey, brand::journeys::put::put_journey))
        .routes(routes!(brand::links::read::read_links, brand::links::put::put_links))
        .routes(routes!(brand::code::read_code))
        .routes(routes!(brand::changes::list_changes))
        .merge(files())
        .routes(routes!(brand::imports::read::read_import))
        .routes(routes!(brand::reports::list::list_reports))
        .routes(routes!(brand::reports::settle::settle_report))
        .routes(routes!(brand::attention::read_attention))
        .routes(routes!(page::product::product_page))
        .routes(routes!(page::scan::scan_page))
        .route("/internal/export/{accountId}", axum::routing::get(export::export_account))
        .route("/internal/labels/{gtin}", axum::routing::get(labels::read_label))
        .route("/openapi.json", axum::routing::get(serve))
        .route("/.well-known/gs1resolver", axum::routing::any(resolver::describe))
        .route("/01/{*rest}", axum::routing::any(resolver::resolve))
}

/// What takes more than other routes do.
fn files() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(brand::imports::begin::begin_import))
        .layer(DefaultBodyLimit::max(brand::imports::begin::LARGEST))
}

/// The document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    routes().into_openapi()
}

async fn serve() -> impl IntoResponse {
    Json(document())
}
