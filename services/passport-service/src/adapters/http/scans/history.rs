//! `GET /api/v1/scans`

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use service_kit::{http::Json, identity::Caller, ids::ScanId, problem::Problem};

use crate::{
    adapters::http::{
        App, problems,
        products::limit,
        views::{Page, PastScanBody},
    },
    domain::scan::Owner,
};

/// Which page of the history.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::adapters::http) struct Wanted {
    cursor: Option<String>,
    limit: Option<usize>,
}

/// The caller's scans, newest first.
#[utoipa::path(
    get, path = "/api/v1/scans", tag = "scans", operation_id = "listScans",
    params(
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
        ("limit" = Option<usize>, Query, description = "At most 100; 20 unless said."),
    ),
    responses(
        (status = 200, description = "A page.", body = Page<PastScanBody<'static>>),
        (status = 400, description = "`invalid-request`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn list_scans(
    State(app): State<App>,
    Caller(caller): Caller,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(wanted) = wanted.map_err(|fault| Problem::bad_request(fault.body_text()))?;
    let before = wanted.cursor.as_deref().map(cursor).transpose()?;
    let page = app
        .history
        .run(&Owner::of(&caller), before, limit(wanted.limit)?)
        .await
        .map_err(|failure| problems::store(&failure))?;
    let items = page.items.iter().map(PastScanBody::from).collect();
    let body = Page { items, next: page.next.map(|id| id.to_string()) };
    let no_store = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((no_store, Json(body)).into_response())
}

fn cursor(text: &str) -> Result<ScanId, Problem> {
    text.parse().map_err(|_| Problem::bad_request("This cursor is none of ours.").error("/cursor", "unknown"))
}
