//! The HTTP API: one file an operation.

mod callers;
mod conditional;
mod export;
mod language;
pub mod openapi;
mod policies;
mod problems;
mod profile;
mod verdicts;
mod views;

use std::sync::Arc;

use axum::{Router, response::IntoResponse as _};
use service_kit::{
    clock::Clock,
    http::spans,
    idempotency::IdempotencySecret,
    identity::{self, Verifier},
    problem::Problem,
};

use super::metrics::Meters;
use crate::{
    application::{
        compare::Compare, delete_profile::DeleteProfile, export::Export, judge::Judge,
        past_verdicts::PastVerdicts, put_profile::PutProfile, read_profile::ReadProfile,
    },
    domain::policy::Policies,
};

/// The use cases behind the routes.
#[derive(Clone)]
pub struct App {
    /// Reads profiles.
    pub read_profile: ReadProfile,
    /// Stores profiles.
    pub put_profile: PutProfile,
    /// Deletes profiles.
    pub delete_profile: DeleteProfile,
    /// Judges a product.
    pub judge: Judge,
    /// Compares products.
    pub compare: Compare,
    /// Reads verdicts of before.
    pub past_verdicts: PastVerdicts,
    /// Gathers what is held about a person.
    pub export: Export,
    /// The published rules.
    pub policies: Arc<Policies>,
    /// Hashes idempotency keys.
    pub idempotency: IdempotencySecret,
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
        .route("/internal/export/{accountId}", axum::routing::get(export::export_account))
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
