//! `GET /api/v1/account`

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::Serialize;
use service_kit::{http::Json, problem::Problem};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::adapters::http::{App, callers::Consumer, problems};

/// An account as its owner sees it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Account)]
pub(in crate::adapters::http) struct AccountBody {
    account_id: Uuid,
    /// The address with which the person signs in; kept at sign-in alone. `null` when they gave none.
    email: Option<String>,
    /// Whether the person has confirmed it: nothing is mailed before.
    email_verified: bool,
    /// When the person first signed in.
    created_at: Timestamp,
    /// Browsers and programs whose scans are this account's.
    linked_visitors: i64,
}

/// The caller's account.
#[utoipa::path(
    get, path = "/api/v1/account", tag = "account", operation_id = "readAccount",
    extensions(("x-who" = json!("consumer"))),
    responses(
        (status = 200, description = "The account.", body = AccountBody),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`account-erased`", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`sign-in-unavailable`: the address cannot be read now.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_account(
    State(app): State<App>,
    Consumer(account): Consumer,
) -> Result<Response, Problem> {
    let view = app
        .read_account
        .run(account)
        .await
        .map_err(|failure| problems::read_account(&failure, problems::account_erased))?;
    let body = AccountBody {
        account_id: view.account.id.as_uuid(),
        email: view.email,
        email_verified: view.email_verified,
        created_at: view.account.registered_at,
        linked_visitors: view.linked_visitors,
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response())
}
