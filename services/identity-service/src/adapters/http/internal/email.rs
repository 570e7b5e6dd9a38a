//! `GET /internal/accounts/{accountId}/email`: where another service may write to a person.

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use service_kit::{http::Json, identity::ServiceCaller, problem::Problem};

use super::account;
use crate::{
    adapters::http::{App, problems},
    application::emails::Address,
};

#[derive(Serialize)]
struct EmailBody {
    email: String,
}

pub(super) async fn email(
    _: ServiceCaller,
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let found = app.emails.run(account(&id)?).await;
    match found.map_err(|failure| problems::read_account(&failure, problems::unknown_account))? {
        Address::Verified(email) => {
            Ok(([(header::CACHE_CONTROL, "no-store")], Json(EmailBody { email })).into_response())
        }
        Address::Unverified => Err(Problem::new(StatusCode::CONFLICT, "email-unverified")
            .detail("This person has not confirmed an address.")),
    }
}
