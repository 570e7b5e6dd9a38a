//! The HTTP API and the pages: one file an operation.

mod brand;
mod conditional;
mod export;
mod labels;
pub mod openapi;
mod page;
mod problems;
mod products;
mod resolver;
mod scans;
mod slo;
mod views;

use service_kit::idempotency::IdempotencySecret;
use std::sync::Arc;

use axum::{Router, response::IntoResponse as _};
use service_kit::{
    clock::Clock,
    http::spans,
    identity::{self, Verifier},
    problem::Problem,
};
use tokio_util::sync::CancellationToken;

pub use brand::Workspace;
pub use page::{Shell, ShellFault};

use crate::application::{
    arrivals::Arrivals, delete_scan::DeleteScan, export::Export, history::History, passports::Passports,
    read_scan::ReadScan, record_scan::RecordScan, report_product::ReportProduct, resolver::Resolver,
};

/// The use cases behind the routes.
#[derive(Clone)]
pub struct App {
    /// Records scans.
    pub record_scan: RecordScan,
    /// Reads scans.
    pub read_scan: ReadScan,
    /// Deletes scans.
    pub delete_scan: DeleteScan,
    /// Reads histories.
    pub history: History,
    /// Gathers what is held about a person.
    pub export: Export,
    /// Reads passports.
    pub passports: Passports,
    /// Files reports.
    pub report_product: ReportProduct,
    /// Finds where links lead.
    pub resolver: Resolver,
    /// Takes the scans of phones' own cameras.
    pub arrivals: Arrivals,
    /// Pictures of products.
    pub pictures: crate::application::pictures::Pictures,
    /// The workspace of brands.
    pub workspace: Workspace,
    /// Hashes idempotency keys.
    pub idempotency: IdempotencySecret,
    /// The web app's page, into which facts are put.
    pub shell: Arc<Shell>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Set while the service drains: whoever waits is answered.
    pub drain: CancellationToken,
}

/// Every route, behind the identity token.
pub fn router(app: App, verifier: Verifier) -> Router {
    let clock = app.clock.clone();
    let (routes, _) = openapi::routes().split_for_parts();
    routes
        .fallback(resolver::resolve)
        .with_state(app)
        .layer(identity::layer(verifier, clock))
        .layer(axum::middleware::from_fn(refuse_panics))
        .layer(spans())
}

/// A panic costs its own request only.
async fn refuse_panics(
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> axum::response::Response {
    use futures_util::FutureExt as _;
    match std::panic::AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!("a request panicked");
            Problem::internal().into_response()
        }
    }
}
