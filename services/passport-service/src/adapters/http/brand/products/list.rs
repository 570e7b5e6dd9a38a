//! `GET /api/v1/brand/products`

use axum::{
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use service_kit::{http::Json, problem::Problem};

use crate::{
    adapters::http::{
        App,
        brand::{callers::BrandUser, shapes::SummaryBody},
        problems,
        products::{gtin, limit},
        views::Page,
    },
    application::workspace::ports::Wanted,
    domain::workspace::Publication,
};

/// Which part of the catalog.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::adapters::http) struct Asked {
    query: Option<String>,
    status: Option<Publication>,
    cursor: Option<String>,
    limit: Option<usize>,
}

/// The brand's own catalog, drafts and published, in the order of GTINs.
#[utoipa::path(
    get, path = "/api/v1/brand/products", tag = "brand", operation_id = "listBrandProducts",
    extensions(("x-who" = json!("brand_user"))),
    params(
        ("query" = Option<String>, Query, description = "Part of a name, or of a GTIN."),
        ("status" = Option<Publication>, Query, description = "Only drafts, or only what shoppers read as it stands."),
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
        ("limit" = Option<usize>, Query, minimum = 1, maximum = 100, description = "20 when nothing is said."),
    ),
    responses(
        (status = 200, description = "A page of the catalog.", body = Page<SummaryBody<'static>>),
        (status = 400, description = "`invalid-request`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn list_products(
    State(app): State<App>,
    caller: BrandUser,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Result<Response, Problem> {
    let Query(asked) = asked.map_err(|fault| Problem::bad_request(fault.body_text()))?;
    let limit = limit(asked.limit)?;
    let after = asked.cursor.as_deref().map(gtin).transpose();
    let wanted = Wanted {
        after: after.map_err(|_| {
            Problem::bad_request("This cursor is none of ours.").error("/cursor", "is unknown")
        })?,
        query: asked.query.map(|query| query.trim().to_owned()).filter(|query| !query.is_empty()),
        publication: asked.status,
        limit: i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1),
    };
    let mut found = app
        .workspace
        .products
        .list(caller.brand, &wanted)
        .await
        .map_err(|failure| problems::store(&failure))?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| last.gtin.to_string());
    let items: Vec<_> = found.iter().map(SummaryBody::from).collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(Page { items, next })).into_response())
}
