//! Operations on the links of a product.

pub(in crate::adapters::http) mod put;
pub(in crate::adapters::http) mod read;

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::Serialize;
use service_kit::{
    http::{Json, etag},
    problem::Problem,
};
use utoipa::ToSchema;

use super::problems;
use crate::{
    application::workspace::{links::LinksError, ports::WorkLinks},
    domain::workspace::Link,
};

/// Where the codes of a product lead.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BrandLinks)]
pub(in crate::adapters::http) struct LinksBody<'a> {
    /// Without any, codes lead to our own page of the product.
    items: &'a [Link],
    /// 0 = there are none.
    version: i64,
    updated_at: Option<Timestamp>,
}

impl<'a> From<&'a WorkLinks> for LinksBody<'a> {
    fn from(links: &'a WorkLinks) -> Self {
        Self { items: &links.links, version: links.version, updated_at: links.updated_at }
    }
}

fn answer(links: &WorkLinks) -> Response {
    let headers =
        [(header::ETAG, etag(links.version)), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (headers, Json(LinksBody::from(links))).into_response()
}

fn refused(failure: LinksError) -> Problem {
    problems::workspace(failure, |current| {
        (serde_json::to_value(LinksBody::from(current)).unwrap_or_default(), etag(current.version))
    })
}
