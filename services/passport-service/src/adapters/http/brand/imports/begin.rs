//! `POST /api/v1/brand/imports`

use axum::{
    body::Bytes,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use service_kit::{
    http::{IdempotencyKey, Json},
    problem::Problem,
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    adapters::http::{
        App,
        brand::{callers::BrandUser, command},
        problems,
    },
    application::workspace::imports::Format,
};

const ROUTE: &str = "POST /api/v1/brand/imports";

/// The largest file: as much as the gateway lets through.
pub(in crate::adapters::http) const LARGEST: usize = 20 * 1024 * 1024;

/// How a file is taken.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(in crate::adapters::http) struct Asked {
    #[serde(default)]
    all_or_nothing: bool,
}

/// A file was taken.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::adapters::http) struct ImportTaken {
    import_id: Uuid,
}

/// Takes a file of products: CSV with columns named as the JSON paths (`label.nutrition.protein`; lists separated by `;`, `none` for a
/// list that is stated to be empty; an empty cell states nothing), or a product a line. A row replaces what the workspace holds
/// of its product. The file is read in the background, whatever happens to the service meanwhile.
#[utoipa::path(
    post, path = "/api/v1/brand/imports", tag = "brand", operation_id = "beginBrandImport",
    extensions(("x-who" = json!("brand_user"))),
    request_body(content((String = "text/csv"), (String = "application/jsonl"))),
    params(
        ("allOrNothing" = Option<bool>, Query, description = "A single refused row refuses the file."),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and file give the same answer for a day."),
    ),
    responses(
        (status = 202, description = "Taken; its report is where `Location` leads.", body = ImportTaken, headers(("Location" = String))),
        (status = 400, description = "`invalid-request`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The file is larger than 20 MiB.", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported-media-type`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn begin_import(
    State(app): State<App>,
    caller: BrandUser,
    IdempotencyKey(key): IdempotencyKey,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
    body: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Result<Response, Problem> {
    let Query(asked) = asked.map_err(|fault| Problem::bad_request(fault.body_text()))?;
    let format = format(&headers)?;
    let body = body.map_err(|rejection| {
        Problem::new(rejection.status(), "invalid-request")
            .detail("The file could not be read whole, or is larger than 20 MiB.")
    })?;
    let said = (asked.all_or_nothing, format!("{format:?}"), String::from_utf8_lossy(&body));
    let command = command(&app, caller, key, ROUTE, &said)?;
    let begun = app.workspace.imports.begin(command, format, asked.all_or_nothing, body.clone()).await;
    let id = begun.map_err(|failure| problems::command(&failure))?;
    let mut response = (StatusCode::ACCEPTED, Json(ImportTaken { import_id: id })).into_response();
    let location = HeaderValue::from_str(&format!("/api/v1/brand/imports/{id}"));
    response.headers_mut().extend(location.ok().map(|location| (header::LOCATION, location)));
    Ok(response)
}

fn format(headers: &HeaderMap) -> Result<Format, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "text/csv" => Ok(Format::Csv),
        "application/jsonl" | "application/x-ndjson" => Ok(Format::JsonLines),
        _ => Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type")
            .detail("Send text/csv or application/jsonl.")),
    }
}
