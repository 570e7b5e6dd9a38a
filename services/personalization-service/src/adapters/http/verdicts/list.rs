//! `GET /api/v1/verdicts`

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use service_kit::{http::Json, language::Language, problem::Problem};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    adapters::http::{App, callers::Consumer, language::marks, problems, views::VerdictBody},
    application::ports::VerdictId,
};

const LONGEST_PAGE: usize = 100;
const USUAL_PAGE: usize = 20;

/// Which page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::adapters::http) struct Wanted {
    cursor: Option<String>,
    limit: Option<usize>,
}

/// A page of verdicts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Verdicts)]
pub(in crate::adapters::http) struct VerdictsBody {
    items: Vec<VerdictBody>,
    /// Cursor of the next page; `null` on the last one.
    next: Option<String>,
}

/// What the caller was told before, newest first. Kept for 13 months at most, and never longer than the profile.
#[utoipa::path(
    get, path = "/api/v1/verdicts", tag = "verdicts", operation_id = "listVerdicts",
    extensions(("x-who" = json!("consumer"))),
    params(
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
        ("limit" = Option<usize>, Query, description = "At most 100; 20 unless said."),
        ("Accept-Language" = Option<String>, Header, description = "Language of the reasons: en, it or de."),
    ),
    responses(
        (status = 200, description = "A page.", body = VerdictsBody),
        (status = 400, description = "`invalid-request`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`consent-required`", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`consent-unknown`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn list_verdicts(
    State(app): State<App>,
    Consumer(asker): Consumer,
    headers: HeaderMap,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(wanted) =
        wanted.map_err(|_| Problem::bad_request("There are the parameters cursor and limit."))?;
    let (before, limit) = (before(wanted.cursor.as_deref())?, limit(wanted.limit)?);
    let page = app.past_verdicts.list(asker.account, before, limit).await;
    let page = page.map_err(|failure| problems::past(&failure))?;
    let language = Language::of_caller(&headers);
    let items = page.items.iter().map(|verdict| VerdictBody::new(verdict, language)).collect();
    let next = page.next.map(|id| id.0.simple().to_string());
    Ok((marks(language), Json(VerdictsBody { items, next })).into_response())
}

fn before(cursor: Option<&str>) -> Result<Option<VerdictId>, Problem> {
    let read = |text: &str| {
        text.parse::<Uuid>().map(VerdictId).map_err(|_| {
            Problem::bad_request("This is no cursor of ours.").error("/cursor", "is not what `next` said")
        })
    };
    cursor.map(read).transpose()
}

fn limit(wanted: Option<usize>) -> Result<usize, Problem> {
    match wanted {
        None => Ok(USUAL_PAGE),
        Some(limit) if (1..=LONGEST_PAGE).contains(&limit) => Ok(limit),
        Some(_) => Err(Problem::bad_request("A page has 1 to 100 items.").error("/limit", "is not 1 to 100")),
    }
}
