//! `PUT /api/v1/visitor/measurement`

use axum::{extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use service_kit::{
    http::{IdempotencyKey, Json},
    problem::Problem,
};
use utoipa::ToSchema;

use crate::adapters::http::{App, callers::Visitor, problems};

const ROUTE: &str = "PUT /api/v1/visitor/measurement";

/// Whether this browser's visits may be counted.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MeasurementChoice)]
pub(in crate::adapters::http) struct Choice {
    allowed: bool,
}

/// Allows or forbids that the caller's browser is counted.
#[utoipa::path(
    put, path = "/api/v1/visitor/measurement", tag = "visitor", operation_id = "setMeasurement",
    extensions(("x-who" = json!("anyone"))),
    request_body = Choice,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same answer for a day.")),
    responses(
        (status = 204, description = "In force everywhere within seconds."),
        (status = 400, description = "`invalid-request`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`visitor-erased`: the cookie has outlived an erasure.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn set_measurement(
    State(app): State<App>,
    Visitor(whose): Visitor,
    IdempotencyKey(key): IdempotencyKey,
    Json(choice): Json<Choice>,
) -> Result<StatusCode, Problem> {
    let body = serde_json::to_vec(&choice).map_err(|_| Problem::internal())?;
    let key = key.map(|key| app.idempotency.claim(ROUTE, &key, &body));
    let done = app.visitor_rights.set_measurement(whose, choice.allowed, key.as_ref()).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|failure| problems::command(&failure))
}
