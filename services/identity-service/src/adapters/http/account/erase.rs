//! `DELETE /api/v1/account`

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use service_kit::{identity::Caller, problem::Problem};

use crate::adapters::http::{
    App,
    callers::Consumer,
    erasures::{Begun, Ends},
    problems,
};

/// Erases the caller's account and everything that is linked to it, everywhere and for good. Asked twice, it is one erasure.
#[utoipa::path(
    delete, path = "/api/v1/account", tag = "account", operation_id = "eraseAccount",
    extensions(("x-who" = json!("consumer"))),
    responses(
        (status = 202, description = "Begun; the session ends with this answer.", body = Begun, headers(("Location" = String))),
        (status = 401, description = "`sign-in-required`, or `reauthentication-required`: the sign-in is older than five minutes.", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`account-erased`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn erase_account(
    State(app): State<App>,
    Consumer(account): Consumer,
    Caller(caller): Caller,
) -> Result<Response, Problem> {
    let begun = app.erase.account(account, caller.auth_time).await;
    let id = begun.map_err(|failure| problems::erase(&failure))?;
    Ok(Begun::new(id).ending(Ends::Account).into_response())
}
