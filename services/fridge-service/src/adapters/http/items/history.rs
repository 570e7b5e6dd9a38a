//! `GET /api/v1/fridge/items/{itemId}/history`

use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use service_kit::{http::Json, problem::Problem};

use super::item_id;
use crate::adapters::http::{App, callers::Consumer, problems, shapes::HistoryBody};

const LONGEST_PAGE: usize = 100;

/// Which page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::adapters::http) struct Wanted {
    cursor: Option<String>,
    limit: Option<usize>,
}

/// What happened to one of the caller's packs, in order; what was undone later stays and says so.
#[utoipa::path(
    get, path = "/api/v1/fridge/items/{itemId}/history", tag = "fridge", operation_id = "readFridgeItemHistory",
    extensions(("x-who" = json!("consumer"))),
    params(
        ("itemId" = uuid::Uuid, Path),
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
        ("limit" = Option<usize>, Query, description = "At most 100, and 100 unless said."),
    ),
    responses(
        (status = 200, description = "A page.", body = HistoryBody),
        (status = 400, description = "`invalid-request`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-item`: none of the caller's.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_fridge_item_history(
    State(app): State<App>,
    Consumer { actor, .. }: Consumer,
    Path(id): Path<String>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(wanted) =
        wanted.map_err(|_| Problem::bad_request("There are the parameters cursor and limit."))?;
    let (after, limit) = (after(wanted.cursor.as_deref())?, limit(wanted.limit)?);
    let history = app.read_history.read(actor.account, item_id(&id)?).await;
    let history = history.map_err(|failure| problems::store(&failure))?;
    if history.is_empty() {
        return Err(problems::unknown_item());
    }
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(HistoryBody::page(&history, after, limit)))
        .into_response())
}

fn after(cursor: Option<&str>) -> Result<u64, Problem> {
    cursor.map_or(Ok(0), |text| {
        text.parse().map_err(|_| {
            Problem::bad_request("This is no cursor of ours.").error("/cursor", "is not what `next` said")
        })
    })
}

fn limit(wanted: Option<usize>) -> Result<usize, Problem> {
    match wanted {
        None => Ok(LONGEST_PAGE),
        Some(limit) if (1..=LONGEST_PAGE).contains(&limit) => Ok(limit),
        Some(_) => Err(Problem::bad_request("A page has 1 to 100 items.").error("/limit", "is not 1 to 100")),
    }
}
