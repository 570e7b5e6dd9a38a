//! `GET /api/v1/health-profile`

use axum::{extract::State, response::Response};
use service_kit::problem::Problem;

use super::answer;
use crate::adapters::http::{App, callers::Consumer, problems, views::HealthProfileBody};

/// What the caller told us about themselves.
#[utoipa::path(
    get, path = "/api/v1/health-profile", tag = "health profile", operation_id = "readHealthProfile",
    extensions(("x-who" = json!("consumer"))),
    responses(
        (status = 200, description = "The profile.", body = HealthProfileBody, headers(("ETag" = String))),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`consent-required`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`no-health-profile`", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`consent-unknown`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_health_profile(
    State(app): State<App>,
    Consumer(asker): Consumer,
) -> Result<Response, Problem> {
    let stored =
        app.read_profile.read(asker.account).await.map_err(|failure| problems::read_profile(&failure))?;
    Ok(answer(&stored))
}
