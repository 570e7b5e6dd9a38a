//! `PUT /api/v1/fridge/reminders`

use axum::{extract::State, http::HeaderMap, response::Response};
use service_kit::{
    http::{IdempotencyKey, Json, expected},
    language::Language,
    problem::Problem,
};

use super::answer;
use crate::{
    adapters::http::{
        App,
        callers::Consumer,
        problems,
        shapes::{RemindersBody, RemindersRequest},
        wishes,
    },
    application::reminders::Incoming,
};

const ROUTE: &str = "put_reminders";

/// Stores when and how the caller wants to be told. The first one wants no `If-Match`, every later one does. Mails and calendar speak
/// the language of this request.
#[utoipa::path(
    put, path = "/api/v1/fridge/reminders", tag = "reminders", operation_id = "putReminders",
    extensions(("x-who" = json!("consumer"))),
    request_body = RemindersRequest,
    params(
        ("If-Match" = Option<String>, Header, description = "The `ETag` of the settings that are replaced."),
        ("Accept-Language" = Option<String>, Header, description = "Language of mails and calendar: en, it or de."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 bytes; the same key and body give the same answer for a day."),
    ),
    responses(
        (status = 200, description = "The settings as they stand now.", body = RemindersBody<'static>, headers(("ETag" = String))),
        (status = 400, description = "`invalid-request`, with a pointer to every fault.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`account-erased`, `visitor-erased`", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "`stale`, with the settings as they stand in `current`.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`precondition-required`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn put_reminders(
    State(app): State<App>,
    Consumer { actor, .. }: Consumer,
    IdempotencyKey(key): IdempotencyKey,
    headers: HeaderMap,
    Json(request): Json<RemindersRequest>,
) -> Result<Response, Problem> {
    let expected = expected(&headers);
    let said = serde_json::to_vec(&(format!("{expected:?}"), &request)).map_err(|_| Problem::internal())?;
    let key = key.map(|key| app.idempotency.claim(ROUTE, &key, &said));
    let settings = wishes::reminders(request)?;
    let incoming = Incoming { settings, language: Language::of_caller(&headers), expected, key };
    let stored = app.reminders.put(&actor, incoming).await;
    stored.map(|stored| answer(&stored)).map_err(|failure| problems::put_reminders(&failure))
}
