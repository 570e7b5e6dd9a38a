//! `GET /api/v1/brand/reports`

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use service_kit::{http::Json, ids::ReportId, problem::Problem};

use super::ReportBody;
use crate::{
    adapters::http::{App, brand::callers::BrandUser, problems, products::limit, views::Page},
    application::workspace::ports::WantedReports,
};

/// Which reports.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::adapters::http) struct Asked {
    status: Option<Which>,
    cursor: Option<String>,
    limit: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = BrandReportFilter)]
pub(in crate::adapters::http) enum Which {
    Open,
    Settled,
}

/// What shoppers reported about the brand's products, newest first.
#[utoipa::path(
    get, path = "/api/v1/brand/reports", tag = "brand", operation_id = "listBrandReports",
    extensions(("x-who" = json!("brand_user"))),
    params(
        ("status" = Option<Which>, Query, description = "`open`, or `settled`: answered or closed; all when nothing is said."),
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
        ("limit" = Option<usize>, Query, minimum = 1, maximum = 100, description = "20 when nothing is said."),
    ),
    responses(
        (status = 200, description = "A page of reports.", body = Page<ReportBody<'static>>),
        (status = 400, description = "`invalid-request`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn list_reports(
    State(app): State<App>,
    caller: BrandUser,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(asked) = asked.map_err(|fault| Problem::bad_request(fault.body_text()))?;
    let limit = limit(asked.limit)?;
    let before = asked.cursor.as_deref().map(str::parse::<ReportId>).transpose();
    let wanted = WantedReports {
        before: before.map_err(|_| {
            Problem::bad_request("This cursor is none of ours.").error("/cursor", "is unknown")
        })?,
        open: asked.status.map(|status| status == Which::Open),
        limit: i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1),
    };
    let found = app.workspace.reports.list(caller.brand, &wanted).await;
    let mut found = found.map_err(|failure| problems::store(&failure))?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| last.id.to_string());
    let items: Vec<_> = found.iter().map(ReportBody::from).collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(Page { items, next })).into_response())
}
