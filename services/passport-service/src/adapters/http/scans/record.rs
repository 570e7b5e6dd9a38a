//! `POST /api/v1/scans`

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use service_kit::{
    http::{IdempotencyKey, Json, etag},
    identity::Caller,
    problem::Problem,
};
use utoipa::ToSchema;

use crate::{
    adapters::http::{App, problems, resolver::objects, slo, views::ScanBody},
    application::record_scan::Incoming,
    domain::scan::{Entry, Owner},
};

/// A code to be scanned.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::adapters::http) struct NewScan {
    /// Whatever the code said or the person typed.
    raw: String,
    /// How the code came in.
    entry: TypedEntry,
}

/// How a code came in; `camera_app` is written by the resolver alone.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum TypedEntry {
    InAppScanner,
    Typed,
    Image,
}

impl From<TypedEntry> for Entry {
    fn from(entry: TypedEntry) -> Self {
        match entry {
            TypedEntry::InAppScanner => Self::InAppScanner,
            TypedEntry::Typed => Self::Typed,
            TypedEntry::Image => Self::Image,
        }
    }
}

/// Records a scan and answers with the passport as far as it is known.
#[utoipa::path(
    post, path = "/api/v1/scans", tag = "scans", operation_id = "recordScan",
    request_body = NewScan,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same answer for a day.")),
    responses(
        (status = 201, description = "Recorded; sections may still be pending.", body = ScanBody<'static>,
            headers(("Location" = String), ("ETag" = String))),
        (status = 400, description = "`invalid-code` with `reason` and `at`, or `invalid-request`.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`visitor-erased`: this browser's data was erased meanwhile; it is given a new visitor with this answer.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn record_scan(
    State(app): State<App>,
    Caller(caller): Caller,
    IdempotencyKey(key): IdempotencyKey,
    headers: HeaderMap,
    Json(new): Json<NewScan>,
) -> Result<Response, Problem> {
    let body = serde_json::to_vec(&new).map_err(|_| Problem::internal())?;
    let incoming = Incoming {
        raw: new.raw,
        entry: new.entry.into(),
        owner: Owner::of(&caller),
        region: caller.region.clone(),
        objected: objects(&headers),
        started_at: slo::started_at(&headers),
        answer_completes: true,
        key: key.map(|key| app.idempotency.claim("POST /api/v1/scans", &key, &body)),
    };
    let view = app.record_scan.run(incoming).await.map_err(|failure| problems::record_scan(&failure))?;
    let location = format!("/api/v1/scans/{}", view.scan.id);
    let headers = [
        (header::LOCATION, location.parse().map_err(|_| Problem::internal())?),
        (header::ETAG, etag(view.passport.version)),
        (header::CACHE_CONTROL, header::HeaderValue::from_static("no-store")),
    ];
    let mut response = (StatusCode::CREATED, headers, Json(ScanBody::from(&view))).into_response();
    slo::tell(response.headers_mut(), &view);
    Ok(response)
}
