//! `GET /api/v1/consents`

use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use service_kit::{http::Json, problem::Problem};
use utoipa::ToSchema;

use super::{ConsentBody, locale, marks};
use crate::adapters::http::{App, callers::Consumer, problems};

/// Every purpose.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Consents)]
pub(in crate::adapters::http) struct ConsentsBody {
    items: Vec<ConsentBody>,
    /// Always `null`: there are three.
    next: Option<String>,
}

/// What the caller agreed to, each with the text to be shown beside its switch.
#[utoipa::path(
    get, path = "/api/v1/consents", tag = "consents", operation_id = "listConsents",
    extensions(("x-who" = json!("consumer"))),
    params(("Accept-Language" = Option<String>, Header, description = "Language of the texts: en, it or de.")),
    responses(
        (status = 200, description = "Every purpose.", body = ConsentsBody),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`account-erased`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn list_consents(
    State(app): State<App>,
    Consumer(account): Consumer,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let locale = locale(&headers);
    let states = app.consents.read(account).await.map_err(|failure| problems::store(&failure))?;
    let states = states.ok_or_else(problems::account_erased)?;
    let items = states.into_iter().map(|state| ConsentBody::new(state, locale)).collect();
    Ok((marks(locale), Json(ConsentsBody { items, next: None })).into_response())
}
