//! The HTTP API: one file an operation.

mod calendar;
mod callers;
mod export;
mod fridge;
mod items;
pub mod openapi;
mod problems;
mod reminders;
mod shapes;
mod wishes;

use std::sync::Arc;

use axum::{Router, response::IntoResponse as _, routing::get};
use service_kit::{
    clock::Clock,
    http::spans,
    idempotency::IdempotencySecret,
    identity::{self, Verifier},
    problem::Problem,
};

use super::metrics::Meters;
use crate::application::{
    act_on_item::ActOnItem, add_item::AddItem, calendar::Calendar, export::Export, read_fridge::ReadFridge,
    read_history::ReadHistory, read_waste::ReadWaste, reminders::Reminders,
};

/// The use cases behind the routes.
#[derive(Clone)]
pub struct App {
    /// Puts packs in.
    pub add_item: AddItem,
    /// Does things to packs.
    pub act_on_item: ActOnItem,
    /// Reads lists and packs.
    pub read_fridge: ReadFridge,
    /// Reads what happened.
    pub read_history: ReadHistory,
    /// Reads the ledger.
    pub read_waste: ReadWaste,
    /// Keeps settings.
    pub reminders: Reminders,
    /// Makes, ends and fills calendars.
    pub calendar: Calendar,
    /// Gathers what is held about a person.
    pub export: Export,
    /// What browsers call this site, without a slash at the end.
    pub public_url: Arc<str>,
    /// Hashes idempotency keys.
    pub idempotency: IdempotencySecret,
    /// Counts.
    pub meters: Meters,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// Every route, behind the identity token; only the calendar's address is its own key.
pub fn router(app: App, verifier: Verifier) -> Router {
    let clock = app.clock.clone();
    let (routes, _) = openapi::routes().split_for_parts();
    routes
        .route("/calendar/{file}", get(calendar::feed::read_calendar))
        .route("/internal/export/{accountId}", get(export::export_account))
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
