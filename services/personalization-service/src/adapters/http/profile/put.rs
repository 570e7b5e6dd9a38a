//! `PUT /api/v1/health-profile`

use axum::{extract::State, http::HeaderMap, response::Response};
use serde_json::Value;
use service_kit::{
    http::{IdempotencyKey, Json},
    problem::Problem,
};

use super::{answer, refused};
use crate::{
    adapters::http::{App, callers::Consumer, conditional::expected, problems, views::HealthProfileBody},
    application::put_profile::{Incoming, PutProfileError},
    domain::profile::HealthProfile,
};

const ROUTE: &str = "put_health_profile";

/// Stores what the caller tells us about themselves. The first one wants no `If-Match`, every later one does.
#[utoipa::path(
    put, path = "/api/v1/health-profile", tag = "health profile", operation_id = "putHealthProfile",
    extensions(("x-who" = json!("consumer"))),
    request_body = HealthProfileBody,
    params(
        ("If-Match" = Option<String>, Header, description = "The `ETag` of the profile that is replaced."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 bytes; the same key and body give the same answer for a day."),
    ),
    responses(
        (status = 200, description = "The profile as it stands now.", body = HealthProfileBody, headers(("ETag" = String))),
        (status = 400, description = "`invalid-request`, with a pointer to every fault.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`consent-required`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`account-erased`", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "`stale`, with the profile as it stands in `current`.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`precondition-required`", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`consent-unknown`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn put_health_profile(
    State(app): State<App>,
    Consumer(asker): Consumer,
    IdempotencyKey(key): IdempotencyKey,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Result<Response, Problem> {
    let profile = HealthProfile::parse(&body).map_err(problems::invalid_profile)?;
    let expected = expected(&headers);
    let said = serde_json::to_vec(&(format!("{expected:?}"), &profile)).map_err(|_| Problem::internal())?;
    let key = key.map(|key| app.idempotency.claim(ROUTE, &key, &said));
    let incoming = Incoming { account: asker.account, profile, expected, key };
    let stored = app.put_profile.put(incoming).await.map_err(|failure| match failure {
        PutProfileError::NotPermitted(failure) => problems::not_permitted(&failure),
        PutProfileError::Put(failure) => refused(&failure),
    })?;
    Ok(answer(&stored))
}
