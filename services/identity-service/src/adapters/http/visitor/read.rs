//! `GET /api/v1/visitor`

use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use service_kit::{http::Json, problem::Problem};
use utoipa::ToSchema;

use crate::adapters::http::{App, callers::Visitor, problems};

/// What a browser chose.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Visitor)]
pub(in crate::adapters::http) struct VisitorBody {
    measurement: MeasurementState,
    /// ISO 3166-2, as the person said; `null` when they did not.
    region: Option<String>,
}

/// Whether the browser's visits are counted. They are when it is allowed and the browser sends no signal.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MeasurementState {
    /// What the person chose here, and for their account if they are signed in.
    allowed: bool,
    /// The browser itself objects (`Sec-GPC: 1`).
    browser_signal: bool,
}

/// What the caller's browser chose.
#[utoipa::path(
    get, path = "/api/v1/visitor", tag = "visitor", operation_id = "readVisitor",
    extensions(("x-who" = json!("anyone"))),
    params(("Sec-GPC" = Option<String>, Header, description = "`1`: the browser objects to being measured.")),
    responses((status = 200, description = "The choices.", body = VisitorBody)),
)]
pub(in crate::adapters::http) async fn read_visitor(
    State(app): State<App>,
    Visitor(whose): Visitor,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let choices = app.visitor_rights.read(whose).await.map_err(|failure| problems::store(&failure))?;
    let browser_signal = headers.get("sec-gpc").is_some_and(|value| value == "1");
    let measurement = MeasurementState { allowed: choices.measurement_allowed(), browser_signal };
    let body = VisitorBody { measurement, region: choices.region.map(String::from) };
    let marks = [(header::CACHE_CONTROL, "no-store"), (header::VARY, "Sec-GPC")];
    Ok((marks, Json(body)).into_response())
}
