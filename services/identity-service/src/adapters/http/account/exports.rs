//! `POST /api/v1/account/exports` and `GET /api/v1/account/exports/{exportId}`

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use service_kit::{http::Json, ids::ExportId, problem::Problem};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    adapters::http::{App, callers::Consumer, export_document, problems},
    application::exports::Gathered,
};

/// Seconds after which asking again makes sense.
const ASK_AGAIN: &str = "2";

/// An export was asked for.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ExportRequested)]
pub(in crate::adapters::http) struct RequestedBody {
    export_id: Uuid,
}

/// An export is being gathered.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ExportGathering)]
pub(in crate::adapters::http) struct GatheringBody {
    export_id: Uuid,
    /// Services that have not answered yet; `sign-in` is Keycloak.
    waiting_for: Vec<String>,
}

/// Asks for everything that is held about the caller. It is gathered when it is fetched, within a day, and never stored.
#[utoipa::path(
    post, path = "/api/v1/account/exports", tag = "account", operation_id = "requestExport",
    extensions(("x-who" = json!("consumer"))),
    responses(
        (status = 202, description = "Fetch it at `Location`.", body = RequestedBody, headers(("Location" = String))),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`account-erased`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn request_export(
    State(app): State<App>,
    Consumer(account): Consumer,
) -> Result<Response, Problem> {
    let requested = app.exports.request(account).await.map_err(|failure| problems::store(&failure))?;
    let id = requested.ok_or_else(problems::account_erased)?.as_uuid();
    let headers = [
        (header::LOCATION, format!("/api/v1/account/exports/{id}")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((StatusCode::ACCEPTED, headers, Json(RequestedBody { export_id: id })).into_response())
}

/// Everything that every service holds about the caller, as one JSON document: `docs/export.md` describes it.
#[utoipa::path(
    get, path = "/api/v1/account/exports/{exportId}", tag = "account", operation_id = "readExport",
    extensions(("x-who" = json!("consumer"))),
    params(("exportId" = Uuid, Path)),
    responses(
        (status = 200, description = "The document, streamed while it is gathered. One that breaks off was not whole: ask again.", body = Object),
        (status = 202, description = "A service has not answered yet; ask again after `Retry-After` seconds.", body = GatheringBody, headers(("Retry-After" = u32))),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-export`: none of the caller's, or older than a day.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_export(
    State(app): State<App>,
    Consumer(account): Consumer,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: ExportId = id.parse().map_err(|_| problems::unknown_export())?;
    let gathered = app.exports.gather(id, account).await.map_err(|failure| problems::store(&failure))?;
    match gathered.ok_or_else(problems::unknown_export)? {
        Gathered::Waiting(waiting_for) => {
            let headers = [(header::RETRY_AFTER, ASK_AGAIN), (header::CACHE_CONTROL, "no-store")];
            let body = GatheringBody { export_id: id.as_uuid(), waiting_for };
            Ok((StatusCode::ACCEPTED, headers, Json(body)).into_response())
        }
        Gathered::Ready { person, parts } => {
            let whole = export_document::Whole { id, account, person, parts, at: app.clock.now() };
            Ok(whole.answer(app.exports.own().clone()))
        }
    }
}
