//! `GET /api/v1/brand/imports/{importId}`

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::Serialize;
use service_kit::{http::Json, problem::Problem};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    adapters::http::{App, brand::callers::BrandUser, problems},
    application::workspace::imports::{
        RefusedRow,
        ports::{ImportReport, ImportStatus},
    },
};

/// How far an import is.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = BrandImportStatus)]
enum Status {
    /// It is being read.
    Running,
    /// Every row was taken or refused.
    Completed,
    /// Nothing was taken.
    Refused,
}

/// What became of a file.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BrandImport)]
pub(in crate::adapters::http) struct ImportBody<'a> {
    import_id: Uuid,
    status: Status,
    all_or_nothing: bool,
    /// Rows of the file; `null` until they were counted.
    rows: Option<i64>,
    /// Rows that were taken so far.
    taken: i64,
    /// Rows that were refused.
    refused_rows: i64,
    /// Why: the first 1,000 faults, by line.
    refused: &'a [RefusedRow],
    created_at: Timestamp,
    finished_at: Option<Timestamp>,
}

impl<'a> From<&'a ImportReport> for ImportBody<'a> {
    fn from(report: &'a ImportReport) -> Self {
        Self {
            import_id: report.id,
            status: match report.status {
                ImportStatus::Running => Status::Running,
                ImportStatus::Completed => Status::Completed,
                ImportStatus::Refused => Status::Refused,
            },
            all_or_nothing: report.all_or_nothing,
            rows: report.rows,
            taken: report.taken,
            refused_rows: report.refused_rows,
            refused: &report.refused,
            created_at: report.created_at,
            finished_at: report.finished_at,
        }
    }
}

/// What became of a file: how far it is, and which rows were refused.
#[utoipa::path(
    get, path = "/api/v1/brand/imports/{importId}", tag = "brand", operation_id = "readBrandImport",
    extensions(("x-who" = json!("brand_user"))),
    params(("importId" = String, Path)),
    responses(
        (status = 200, description = "The report so far.", body = ImportBody<'static>),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-import`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_import(
    State(app): State<App>,
    caller: BrandUser,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: Uuid = id.parse().map_err(|_| unknown_import())?;
    let found = app.workspace.imports.report(caller.brand, id).await;
    let report = found.map_err(|failure| problems::store(&failure))?.ok_or_else(unknown_import)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(ImportBody::from(&report))).into_response())
}

fn unknown_import() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-import").detail("Your brand has sent no file with this id.")
}
