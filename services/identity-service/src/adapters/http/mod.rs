//! The HTTP API: one file an operation.

mod account;
mod brand;
mod callers;
mod consents;
mod erasures;
mod export_document;
mod internal;
pub mod openapi;
mod problems;
mod visitor;

use service_kit::idempotency::IdempotencySecret;
use std::sync::Arc;

use axum::{Router, response::IntoResponse as _};
use service_kit::{
    clock::Clock,
    http::spans,
    identity::{self, Verifier},
    problem::Problem,
};

use crate::application::{
    brands::ManageBrands, consents::Consents, emails::Emails, erasures::Erase, exports::Exports,
    prefixes::ProvePrefixes, principals::Principals, read_account::ReadAccount, read_brand::ReadBrand,
    verification_mails::AskAgain, visitor_rights::VisitorRights,
};

/// The use cases behind the routes.
#[derive(Clone)]
pub struct App {
    /// Admits who signed in.
    pub principals: Principals,
    /// Reads accounts.
    pub read_account: ReadAccount,
    /// Mails once more the link that confirms an address.
    pub ask_again: AskAgain,
    /// Looks addresses up for other services.
    pub emails: Emails,
    /// What people agreed to.
    pub consents: Consents,
    /// What browsers may choose.
    pub visitor_rights: VisitorRights,
    /// Takes requests for erasure.
    pub erase: Erase,
    /// Gathers exports.
    pub exports: Exports,
    /// Reads brands.
    pub read_brand: ReadBrand,
    /// Says who acts for them.
    pub brands: ManageBrands,
    /// Says which prefixes are theirs.
    pub prefixes: ProvePrefixes,
    /// Hashes idempotency keys.
    pub idempotency: IdempotencySecret,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// Every route, behind the identity token.
pub fn router(app: App, verifier: Verifier) -> Router {
    let clock = app.clock.clone();
    let (routes, _) = openapi::routes().split_for_parts();
    routes
        .merge(internal::routes())
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
