//! `GET /api/v1/products?query=`

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use service_kit::{http::Json, identity::Caller, problem::Problem};

use super::limit;
use crate::adapters::http::{
    App, problems,
    views::{FoundBody, Page},
};

const LONGEST_QUERY: usize = 200;

/// What is looked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::adapters::http) struct Wanted {
    query: String,
    limit: Option<usize>,
}

/// Products by name, brand or GTIN prefix, best first, typing errors forgiven.
#[utoipa::path(
    get, path = "/api/v1/products", tag = "products", operation_id = "searchProducts",
    params(
        ("query" = String, Query, description = "Words of the name or brand, or the first digits of the GTIN."),
        ("limit" = Option<usize>, Query, description = "At most 100; 20 unless said."),
    ),
    responses(
        (status = 200, description = "The best.", body = Page<FoundBody<'static>>),
        (status = 400, description = "`invalid-request`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn search_products(
    State(app): State<App>,
    _: Caller,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(wanted) = wanted.map_err(|fault| Problem::bad_request(fault.body_text()))?;
    let query = wanted.query.trim();
    if query.is_empty() || query.chars().count() > LONGEST_QUERY {
        return Err(Problem::bad_request("Say what to look for.").error("/query", "has 1 to 200 characters"));
    }
    let limit = i64::try_from(limit(wanted.limit)?).map_err(|_| Problem::internal())?;
    let found = app.passports.search(query, limit).await.map_err(|failure| problems::store(&failure))?;
    Ok(Json(Page { items: found.iter().map(FoundBody::from).collect(), next: None }).into_response())
}
