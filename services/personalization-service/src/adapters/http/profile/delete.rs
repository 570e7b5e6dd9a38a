//! `DELETE /api/v1/health-profile`

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use service_kit::{http::IdempotencyKey, problem::Problem};

use super::refused;
use crate::adapters::http::{App, callers::Consumer, conditional::expected};

const ROUTE: &str = "delete_health_profile";

/// Destroys the caller's profile, its key, and with them their verdicts, whose reasons tell the profile. Needs no consent; with
/// `If-Match` it is done only to that state.
#[utoipa::path(
    delete, path = "/api/v1/health-profile", tag = "health profile", operation_id = "deleteHealthProfile",
    extensions(("x-who" = json!("consumer"))),
    params(
        ("If-Match" = Option<String>, Header, description = "The `ETag` of the profile that is deleted."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 bytes; the same key gives the same answer for a day."),
    ),
    responses(
        (status = 204, description = "There is none any more."),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`account-erased`", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "`stale`, with the profile as it stands in `current`.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn delete_health_profile(
    State(app): State<App>,
    Consumer(asker): Consumer,
    IdempotencyKey(key): IdempotencyKey,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let expected = expected(&headers);
    let key = key.map(|key| app.idempotency.claim(ROUTE, &key, format!("{expected:?}").as_bytes()));
    app.delete_profile.delete(asker.account, expected, key).await.map_err(|failure| refused(&failure))?;
    Ok(StatusCode::NO_CONTENT)
}
