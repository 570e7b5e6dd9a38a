//! `GET /api/v1/brand/products/{gtin}/changes`

use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::header,
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use service_kit::{http::Json, problem::Problem};
use utoipa::ToSchema;

use super::{callers::BrandUser, problems as own};
use crate::{
    adapters::http::{
        App, problems,
        products::{gtin, limit},
        views::Page,
    },
    application::workspace::ports::{ProductChange, WantedChanges},
    domain::catalog::Change,
};

/// Which changes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::adapters::http) struct Asked {
    from: Option<String>,
    to: Option<String>,
    cursor: Option<String>,
    limit: Option<usize>,
}

/// What shoppers read of a product became something else.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BrandProductChange)]
pub(in crate::adapters::http) struct ChangeBody<'a> {
    /// The passport's version since then, not the editor's.
    version: i64,
    /// Grows when the label changes.
    label_version: i64,
    changed_at: Timestamp,
    /// In what; none when it changed before this was kept.
    changes: &'a [Change],
}

impl<'a> From<&'a ProductChange> for ChangeBody<'a> {
    fn from(change: &'a ProductChange) -> Self {
        let ProductChange { version, label_version, at, changes, .. } = change;
        Self { version: *version, label_version: *label_version, changed_at: *at, changes }
    }
}

/// When what shoppers read of a product changed, and in what: newest first. Drafts change nothing.
#[utoipa::path(
    get, path = "/api/v1/brand/products/{gtin}/changes", tag = "brand", operation_id = "listBrandProductChanges",
    extensions(("x-who" = json!("brand_user"))),
    params(
        ("gtin" = String, Path),
        ("from" = Option<Date>, Query, description = "The first day, in UTC."),
        ("to" = Option<Date>, Query, description = "The last day, in UTC."),
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
        ("limit" = Option<usize>, Query, minimum = 1, maximum = 100, description = "20 when nothing is said."),
    ),
    responses(
        (status = 200, description = "A page of changes, of the last 400 days.", body = Page<ChangeBody<'static>>),
        (status = 400, description = "`invalid-code`, `invalid-request`, with a pointer to the parameter.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-product`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn list_changes(
    State(app): State<App>,
    caller: BrandUser,
    Path(digits): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(asked) = asked.map_err(|fault| Problem::bad_request(fault.body_text()))?;
    let (gtin, limit) = (gtin(&digits)?, limit(asked.limit)?);
    let found = app.workspace.changes.read(caller.brand, &gtin, &wanted(&asked, limit)?).await;
    let mut found = found.map_err(|failure| problems::store(&failure))?.ok_or_else(own::unknown_product)?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| last.id.to_string());
    let items: Vec<_> = found.iter().map(ChangeBody::from).collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(Page { items, next })).into_response())
}

fn wanted(asked: &Asked, limit: usize) -> Result<WantedChanges, Problem> {
    let Asked { from, to, cursor, .. } = asked;
    let (from, to) = (day("/from", from.as_deref())?, day("/to", to.as_deref())?);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        return Err(Problem::bad_request("These are no days.").error("/to", "is before from"));
    }
    let before = cursor.as_deref().map(str::parse).transpose();
    Ok(WantedChanges {
        from,
        to,
        before: before.map_err(|_| {
            Problem::bad_request("This cursor is none of ours.").error("/cursor", "is unknown")
        })?,
        limit: i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1),
    })
}

/// Written as `2026-11-23` and in no other way.
fn day(pointer: &str, text: Option<&str>) -> Result<Option<Date>, Problem> {
    let read = |text: &str| {
        text.parse::<Date>().ok().filter(|day| (2000..3000).contains(&day.year()) && day.to_string() == text)
    };
    let fault = || Problem::bad_request("This is no day.").error(pointer, "is no day such as 2026-11-23");
    text.map(|text| read(text).ok_or_else(fault)).transpose()
}
