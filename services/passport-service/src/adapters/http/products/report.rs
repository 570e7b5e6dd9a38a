//! `POST /api/v1/products/{gtin}/reports`

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use service_kit::{
    http::{IdempotencyKey, Json},
    identity::Caller,
    problem::Problem,
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::gtin;
use crate::{
    adapters::http::{App, problems, resolver::objects},
    application::report_product::Incoming,
    domain::{
        report::{LONGEST_COMMENT, Reason},
        scan::Owner,
    },
};

/// What is wrong with a product.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::adapters::http) struct NewReport {
    reason: Reason,
    /// At most 2,000 characters.
    comment: Option<String>,
}

/// A report was taken.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::adapters::http) struct ReportTaken {
    report_id: Uuid,
}

/// Reports that a product is unknown or its facts are wrong.
#[utoipa::path(
    post, path = "/api/v1/products/{gtin}/reports", tag = "products", operation_id = "reportProduct",
    request_body = NewReport,
    params(
        ("gtin" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same answer for a day."),
    ),
    responses(
        (status = 202, description = "Taken.", body = ReportTaken),
        (status = 400, description = "`invalid-code` or `invalid-request`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`visitor-erased`: this browser's data was erased meanwhile; it is given a new visitor with this answer.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn report_product(
    State(app): State<App>,
    Caller(caller): Caller,
    IdempotencyKey(key): IdempotencyKey,
    Path(digits): Path<String>,
    headers: HeaderMap,
    Json(new): Json<NewReport>,
) -> Result<Response, Problem> {
    let gtin = gtin(&digits)?;
    let comment = comment(new.comment.as_deref())?;
    let body = serde_json::to_vec(&(gtin.as_str(), &new)).map_err(|_| Problem::internal())?;
    let incoming = Incoming {
        gtin,
        owner: Owner::of(&caller),
        region: caller.region.clone(),
        objected: objects(&headers),
        reason: new.reason,
        comment,
        key: key.map(|key| app.idempotency.claim("POST /api/v1/products/{gtin}/reports", &key, &body)),
    };
    let id = app.report_product.run(incoming).await.map_err(|failure| problems::command(&failure))?;
    Ok((StatusCode::ACCEPTED, Json(ReportTaken { report_id: id.as_uuid() })).into_response())
}

fn comment(text: Option<&str>) -> Result<Option<String>, Problem> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    match text {
        Some(text) if text.chars().count() > LONGEST_COMMENT || text.contains('\0') => {
            Err(Problem::bad_request("The comment cannot be kept.")
                .error("/comment", format!("has at most {LONGEST_COMMENT} characters, none of them NUL")))
        }
        other => Ok(other.map(str::to_owned)),
    }
}
