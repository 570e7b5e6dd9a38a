//! `DELETE /api/v1/fridge/calendar`

use axum::{extract::State, http::StatusCode};
use service_kit::problem::Problem;

use crate::adapters::http::{App, callers::Consumer, problems};

/// Ends the address of the caller's calendar, if there is one.
#[utoipa::path(
    delete, path = "/api/v1/fridge/calendar", tag = "reminders", operation_id = "revokeCalendar",
    extensions(("x-who" = json!("consumer"))),
    responses(
        (status = 204, description = "There is none any more."),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`account-erased`, `visitor-erased`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn revoke_calendar(
    State(app): State<App>,
    Consumer { actor, .. }: Consumer,
) -> Result<StatusCode, Problem> {
    app.calendar.revoke(&actor).await.map_err(|failure| problems::command(&failure))?;
    Ok(StatusCode::NO_CONTENT)
}
