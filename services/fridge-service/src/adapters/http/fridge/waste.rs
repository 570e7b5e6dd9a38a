//! `GET /api/v1/fridge/waste`

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::header,
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use serde::Deserialize;
use service_kit::{http::Json, problem::Problem};

use crate::{
    adapters::http::{App, callers::Consumer, problems, shapes::WasteBody},
    application::read_waste::Wanted,
    domain::ledger::Period,
};

/// Which days, and how they are put together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::adapters::http) struct Asked {
    from: Option<Date>,
    to: Option<Date>,
    by: Option<Period>,
}

/// Where everything went that came in between two days, both included: whole periods, so that `from` and `to` are widened to them.
#[utoipa::path(
    get, path = "/api/v1/fridge/waste", tag = "fridge", operation_id = "readWaste",
    extensions(("x-who" = json!("consumer"))),
    params(
        ("from" = Option<Date>, Query, description = "30 days, 12 weeks or 12 months before `to` unless said."),
        ("to" = Option<Date>, Query, description = "Today, by the caller's clock, unless said."),
        ("by" = Option<Period>, Query, description = "`week` unless said."),
    ),
    responses(
        (status = 200, description = "The ledger.", body = WasteBody<'static>),
        (status = 400, description = "`invalid-request`: no days, the wrong way round, or more than ten years.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_waste(
    State(app): State<App>,
    Consumer { actor, .. }: Consumer,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(Asked { from, to, by }) = asked.map_err(|_| {
        Problem::bad_request(
            "There are the parameters from and to (days such as 2026-11-23) and by (day, week or month).",
        )
    })?;
    let wanted = Wanted { from, to, by: by.unwrap_or_default() };
    let waste = app.read_waste.read(actor.account, wanted).await;
    let waste = waste.map_err(|failure| problems::waste(&failure))?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(WasteBody::from(&waste))).into_response())
}
