//! `GET /api/v1/brand/attention`

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use service_kit::{http::Json, problem::Problem};
use utoipa::ToSchema;

use super::callers::BrandUser;
use crate::{
    adapters::http::{App, problems},
    application::workspace::attention::{AttentionItem, AttentionKind},
};

/// One thing that needs the brand's attention.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AttentionItem)]
struct ItemBody<'a> {
    kind: AttentionKind,
    /// 14 digits.
    gtin: &'a str,
    name: Option<&'a str>,
    /// How many fields, or how many reports.
    count: i64,
    /// The fields that are meant, as JSON pointers into the product.
    pointers: &'a [String],
}

/// What needs the brand's attention.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Attention)]
pub(in crate::adapters::http) struct AttentionBody<'a> {
    /// The gravest first; at most 200.
    items: Vec<ItemBody<'a>>,
}

impl<'a> From<&'a AttentionItem> for ItemBody<'a> {
    fn from(item: &'a AttentionItem) -> Self {
        Self {
            kind: item.kind,
            gtin: item.gtin.as_str(),
            name: item.name.as_deref(),
            count: item.count,
            pointers: &item.pointers,
        }
    }
}

/// What the brand looks at first: contradictions, open reports, what shoppers miss, and where other sources say something else.
#[utoipa::path(
    get, path = "/api/v1/brand/attention", tag = "brand", operation_id = "readBrandAttention",
    extensions(("x-who" = json!("brand_user"))),
    responses(
        (status = 200, description = "What needs attention.", body = AttentionBody<'static>),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_attention(
    State(app): State<App>,
    caller: BrandUser,
) -> Result<Response, Problem> {
    let found = app.workspace.attention.gather(caller.brand).await;
    let found = found.map_err(|failure| problems::store(&failure))?;
    let items = found.iter().map(ItemBody::from).collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(AttentionBody { items })).into_response())
}
