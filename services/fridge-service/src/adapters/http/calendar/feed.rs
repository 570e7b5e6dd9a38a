//! `GET /calendar/{token}.ics`

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use service_kit::problem::Problem;

use crate::{
    adapters::{
        http::{App, problems},
        ical,
    },
    application::calendar::CalendarToken,
};

/// The last day of every pack as an iCalendar. Whoever knows the address may read it: nobody signs in for it.
#[utoipa::path(
    get, path = "/calendar/{token}.ics", tag = "reminders", operation_id = "readCalendar",
    extensions(("x-who" = json!("anyone"))),
    params(("token" = String, Path, description = "As `POST /api/v1/fridge/calendar` told it.")),
    responses(
        (status = 200, description = "One all-day event a pack.", body = String, content_type = "text/calendar"),
        (status = 404, description = "`unknown-calendar`: there is none, or not any more.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_calendar(
    State(app): State<App>,
    Path(file): Path<String>,
) -> Result<Response, Problem> {
    let token =
        file.strip_suffix(".ics").and_then(CalendarToken::read).ok_or_else(problems::unknown_calendar)?;
    let feed = app.calendar.feed(&token).await.map_err(|failure| problems::store(&failure))?;
    let feed = feed.ok_or_else(problems::unknown_calendar)?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CACHE_CONTROL, "private, max-age=900"),
        (header::CONTENT_LANGUAGE, feed.language.code()),
    ];
    Ok((headers, ical::write(&feed)).into_response())
}
