//! `GET /api/v1/scans/{scanId}`, with long poll.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use service_kit::{
    http::{Json, PreferWait, etag, preference_applied},
    identity::Caller,
    problem::Problem,
};

use super::scan_id;
use crate::{
    adapters::http::{App, conditional::seen, problems, slo, views::ScanBody},
    application::read_scan::{Seen, Wish},
    domain::scan::Owner,
};

/// Reads a scan of the caller's; with `Prefer: wait` and `If-None-Match` as soon as its passport has changed.
#[utoipa::path(
    get, path = "/api/v1/scans/{scanId}", tag = "scans", operation_id = "readScan",
    params(
        ("scanId" = uuid::Uuid, Path),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` that the caller has."),
        ("Prefer" = Option<String>, Header, description = "`wait=N`, at most 10 seconds: answers as soon as the passport has changed."),
    ),
    responses(
        (status = 200, description = "The scan.", body = ScanBody<'static>, headers(("ETag" = String))),
        (status = 304, description = "Nothing has changed."),
        (status = 404, description = "`unknown-scan`: none of the caller's.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_scan(
    State(app): State<App>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    PreferWait(wait): PreferWait,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let seen = seen(&headers);
    let wish = seen.map(|seen| Wish { seen, wait: wait.unwrap_or_default() });
    let owner = Owner::of(&caller);
    let found = app
        .read_scan
        .run(scan_id(&id)?, &owner, wish, &app.drain)
        .await
        .map_err(|failure| problems::store(&failure))?
        .ok_or_else(problems::unknown_scan)?;
    let mut response = match &found {
        Seen::View(view) => {
            let mut response = Json(ScanBody::from(&**view)).into_response();
            response.headers_mut().insert(header::ETAG, etag(view.passport.version));
            slo::tell(response.headers_mut(), view);
            response
        }
        Seen::Unchanged(version) => {
            (StatusCode::NOT_MODIFIED, [(header::ETAG, etag(*version))]).into_response()
        }
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let (Some(wait), Some(_)) = (wait, seen) {
        let (name, value) = preference_applied(wait);
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}
