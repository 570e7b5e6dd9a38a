//! `POST /api/v1/fridge/calendar`

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use service_kit::{
    http::{IdempotencyKey, Json},
    problem::Problem,
};

use crate::{
    adapters::http::{App, callers::Consumer, problems, shapes::CalendarBody},
    application::calendar::{CalendarToken, Repeatable},
};

const ROUTE: &str = "create_calendar";

/// Makes the address of a calendar with the last day of every pack, to be subscribed to. An earlier address ends.
#[utoipa::path(
    post, path = "/api/v1/fridge/calendar", tag = "reminders", operation_id = "createCalendar",
    extensions(("x-who" = json!("consumer"))),
    responses(
        (status = 201, description = "The address, told this once.", body = CalendarBody),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`account-erased`, `visitor-erased`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn create_calendar(
    State(app): State<App>,
    Consumer { actor, .. }: Consumer,
    IdempotencyKey(key): IdempotencyKey,
) -> Result<Response, Problem> {
    // The address is kept nowhere: under a key it is made of the key, with our secret, and so can be told again.
    let repeatable = key.map(|key| {
        let of_key = format!("{} {key}", actor.account);
        let token = CalendarToken::new(app.idempotency.claim("calendar_address", &of_key, b"").key_hmac);
        Repeatable { claim: app.idempotency.claim(ROUTE, &key, b""), token }
    });
    let token =
        app.calendar.create(&actor, repeatable).await.map_err(|failure| problems::command(&failure))?;
    let url = format!("{}/calendar/{}.ics", app.public_url, token.reveal());
    Ok((StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Json(CalendarBody { url }))
        .into_response())
}
