//! `GET /api/v1/fridge/reminders`

use axum::{extract::State, response::Response};
use service_kit::problem::Problem;

use super::answer;
use crate::adapters::http::{App, callers::Consumer, problems, shapes::RemindersBody};

/// When and how the caller wants to be told; the defaults before they have chosen.
#[utoipa::path(
    get, path = "/api/v1/fridge/reminders", tag = "reminders", operation_id = "readReminders",
    extensions(("x-who" = json!("consumer"))),
    responses(
        (status = 200, description = "The settings.", body = RemindersBody<'static>, headers(("ETag" = String))),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_reminders(
    State(app): State<App>,
    Consumer { actor, .. }: Consumer,
) -> Result<Response, Problem> {
    let stored = app.reminders.read(actor.account).await.map_err(|failure| problems::store(&failure))?;
    Ok(answer(&stored))
}
