//! `PUT /api/v1/brand/reports/{reportId}`

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use service_kit::{http::Json, ids::ReportId, problem::Problem};
use utoipa::ToSchema;

use super::ReportBody;
use crate::{
    adapters::http::{App, brand::callers::BrandUser, problems},
    application::workspace::ports::Settled,
};

/// How a report is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = BrandReportSettling)]
enum Settling {
    /// With an answer.
    Answered,
    /// Nothing is to be done, or it was done.
    Closed,
}

/// What is to become of a report.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BrandReportRequest)]
pub(in crate::adapters::http) struct SettleRequest {
    status: Settling,
    /// At most 2,000 characters; an answered report has one.
    #[serde(default)]
    answer: Option<String>,
}

const LONGEST_ANSWER: usize = 2_000;

/// Answers or closes a report. What was settled may be settled otherwise.
#[utoipa::path(
    put, path = "/api/v1/brand/reports/{reportId}", tag = "brand", operation_id = "settleBrandReport",
    extensions(("x-who" = json!("brand_user"))),
    request_body = SettleRequest,
    params(("reportId" = String, Path)),
    responses(
        (status = 200, description = "The report as it stands now.", body = ReportBody<'static>),
        (status = 400, description = "`invalid-request`, with pointers.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-report`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn settle_report(
    State(app): State<App>,
    caller: BrandUser,
    Path(id): Path<String>,
    Json(request): Json<SettleRequest>,
) -> Result<Response, Problem> {
    let id: ReportId = id.parse().map_err(|_| unknown_report())?;
    let settled = settled(request)?;
    let found = app.workspace.reports.settle(caller.brand, id, &settled).await;
    let report = found.map_err(|failure| problems::store(&failure))?.ok_or_else(unknown_report)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(ReportBody::from(&report))).into_response())
}

fn settled(request: SettleRequest) -> Result<Settled, Problem> {
    let answer = request.answer.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let refuse =
        |detail: String| Err(Problem::bad_request("The answer cannot be kept.").error("/answer", detail));
    match (request.status, answer) {
        (_, Some(text)) if text.chars().count() > LONGEST_ANSWER || text.contains('\0') => {
            refuse(format!("has at most {LONGEST_ANSWER} characters, none of them NUL"))
        }
        (Settling::Answered, None) => refuse("is missing: a report is answered with words".to_owned()),
        (Settling::Answered, Some(text)) => Ok(Settled::Answered(text)),
        (Settling::Closed, text) => Ok(Settled::Closed(text)),
    }
}

fn unknown_report() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-report").detail("Your brand has no report with this id.")
}
