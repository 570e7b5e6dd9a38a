//! `GET /api/v1/fridge`

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use service_kit::{http::Json, problem::Problem};

use crate::adapters::http::{App, callers::Consumer, problems, shapes::FridgeBody};

/// What is in the caller's fridge, what to use first standing first, and what they should know of it.
#[utoipa::path(
    get, path = "/api/v1/fridge", tag = "fridge", operation_id = "readFridge",
    extensions(("x-who" = json!("consumer"))),
    responses(
        (status = 200, description = "The list.", body = FridgeBody<'static>),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_fridge(
    State(app): State<App>,
    Consumer { actor, .. }: Consumer,
) -> Result<Response, Problem> {
    let shown = app.read_fridge.list(actor.account).await.map_err(|failure| problems::store(&failure))?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(FridgeBody::from(&shown))).into_response())
}
