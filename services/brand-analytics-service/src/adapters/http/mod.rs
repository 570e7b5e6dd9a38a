//! The HTTP API: one file an operation.

mod callers;
mod insights;
pub mod openapi;
mod problems;

use std::sync::Arc;

use axum::{Router, response::IntoResponse as _};
use service_kit::{
    clock::Clock,
    http::spans,
    identity::{self, Verifier},
    problem::Problem,
};

use super::metrics::Meters;
use crate::application::read_insights::ReadInsights;

/// The use cases behind the routes.
#[derive(Clone)]
pub struct App {
    /// Reads released numbers.
    pub read_insights: ReadInsights,
    /// Counts.
    pub meters: Meters,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// Every route, behind the identity token.
pub fn router(app: App, verifier: Verifier) -> Router {
    let clock = app.clock.clone();
    let (routes, _) = openapi::routes().split_for_parts();
    routes
        .fallback(nothing_here)
        .with_state(app)
        .layer(identity::layer(verifier, clock))
        .layer(axum::middleware::from_fn(refuse_panics))
        .layer(spans())
}

async fn nothing_here() -> Problem {
    Problem::new(axum::http::StatusCode::NOT_FOUND, "not-found").detail("There is nothing here.")
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
