//! `PUT /api/v1/visitor/region`

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use service_kit::{
    http::{IdempotencyKey, Json},
    identity::Region,
    problem::Problem,
};
use utoipa::ToSchema;

use crate::{
    adapters::http::{App, callers::Visitor, problems},
    domain::region::region,
};

const ROUTE: &str = "PUT /api/v1/visitor/region";
/// Tells the gateway what to seal into the visitor's cookie; empty clears it. Nobody else sees it.
const VISITOR_REGION: &str = "visitor-region";

/// Where the person says to be.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RegionChoice)]
pub(in crate::adapters::http) struct Choice {
    /// ISO 3166-2 such as `IT-25`, or a country such as `IT`; `null` forgets it.
    #[serde(deserialize_with = "Option::deserialize")]
    region: Option<String>,
}

/// Says where the caller's browser is, or that it shall not be known.
#[utoipa::path(
    put, path = "/api/v1/visitor/region", tag = "visitor", operation_id = "setRegion",
    extensions(("x-who" = json!("anyone"))),
    request_body = Choice,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same answer for a day.")),
    responses(
        (status = 204, description = "Remembered, or forgotten."),
        (status = 400, description = "`invalid-request`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`visitor-erased`: the cookie has outlived an erasure.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn set_region(
    State(app): State<App>,
    Visitor(whose): Visitor,
    IdempotencyKey(key): IdempotencyKey,
    Json(choice): Json<Choice>,
) -> Result<Response, Problem> {
    let chosen = choice.region.as_deref().map(region).transpose().map_err(|fault| {
        Problem::bad_request("There is no such region.").error("/region", fault.to_string())
    })?;
    let body = serde_json::to_vec(&choice).map_err(|_| Problem::internal())?;
    let key = key.map(|key| app.idempotency.claim(ROUTE, &key, &body));
    let done = app.visitor_rights.set_region(whose, chosen.as_ref(), key.as_ref()).await;
    done.map_err(|failure| problems::command(&failure))?;
    let sealed = chosen.as_ref().map_or("", Region::as_str).to_owned();
    Ok((StatusCode::NO_CONTENT, [(VISITOR_REGION, sealed)]).into_response())
}
