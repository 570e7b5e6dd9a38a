//! `/internal/…`: for other services, never through the gateway, in no OpenAPI document. The README describes them.

mod consents;
mod email;
mod export;
mod principals;

use axum::{
    Router,
    routing::{get, post},
};

use service_kit::{ids::AccountId, problem::Problem};

use super::{App, problems};

/// The internal routes.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/internal/principals", post(principals::principals))
        .route("/internal/consents/{accountId}", get(consents::consents))
        .route("/internal/export/{accountId}", get(export::export))
        .route("/internal/accounts/{accountId}/email", get(email::email))
}

fn account(id: &str) -> Result<AccountId, Problem> {
    id.parse().map_err(|_| problems::unknown_account())
}
