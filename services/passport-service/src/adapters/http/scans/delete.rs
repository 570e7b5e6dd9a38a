//! `DELETE /api/v1/scans/{scanId}`

use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use service_kit::{http::IdempotencyKey, identity::Caller, problem::Problem};

use super::scan_id;
use crate::{
    adapters::http::{App, problems},
    domain::scan::Owner,
};

/// Deletes a scan of the caller's.
#[utoipa::path(
    delete, path = "/api/v1/scans/{scanId}", tag = "scans", operation_id = "deleteScan",
    params(
        ("scanId" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key gives the same answer for a day."),
    ),
    responses(
        (status = 204, description = "Deleted."),
        (status = 404, description = "`unknown-scan`: none of the caller's.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn delete_scan(
    State(app): State<App>,
    Caller(caller): Caller,
    IdempotencyKey(key): IdempotencyKey,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let scan = scan_id(&id)?;
    let key = key.map(|key| app.idempotency.claim("DELETE /api/v1/scans/{scanId}", &key, id.as_bytes()));
    let deleted = app
        .delete_scan
        .run(scan, &Owner::of(&caller), key.as_ref())
        .await
        .map_err(|failure| problems::command(&failure))?;
    if deleted { Ok(StatusCode::NO_CONTENT) } else { Err(problems::unknown_scan()) }
}
