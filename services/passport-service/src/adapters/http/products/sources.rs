//! `GET /api/v1/products/{gtin}/sources`

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use serde::Serialize;
use service_kit::{http::Json, identity::Caller, problem::Problem};
use utoipa::ToSchema;

use super::gtin;
use crate::{
    adapters::http::{App, problems, views::Page},
    domain::{fact::Source, product::Product},
};

/// What one source states, overruled facts included.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::adapters::http) struct Statement {
    source: Source,
    as_of: Option<Date>,
    product: Product,
}

/// What each source states about a product: facts that another source overrules stay readable.
#[utoipa::path(
    get, path = "/api/v1/products/{gtin}/sources", tag = "products", operation_id = "readSources",
    params(("gtin" = String, Path)),
    responses(
        (status = 200, description = "One statement a source.", body = Page<Statement>),
        (status = 400, description = "`invalid-code`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-product`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_sources(
    State(app): State<App>,
    _: Caller,
    Path(digits): Path<String>,
) -> Result<Response, Problem> {
    let records =
        app.passports.sources(&gtin(&digits)?).await.map_err(|failure| problems::store(&failure))?;
    if records.is_empty() {
        return Err(problems::unknown_product());
    }
    let statement = |record: crate::domain::source_record::SourceRecord| Statement {
        source: record.source,
        as_of: record.as_of,
        product: record.product,
    };
    Ok(Json(Page { items: records.into_iter().map(statement).collect(), next: None }).into_response())
}
