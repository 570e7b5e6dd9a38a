//! `GET /api/v1/consents/history`

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::header,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use service_kit::{http::Json, problem::Problem};
use utoipa::ToSchema;

use crate::{
    adapters::http::{App, callers::Consumer, problems},
    domain::consent::{Channel, Entry, Purpose},
};

const LONGEST_PAGE: usize = 100;
const USUAL_PAGE: usize = 20;

/// Which page of the history.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::adapters::http) struct Wanted {
    cursor: Option<String>,
    limit: Option<usize>,
}

/// An entry of the ledger: `docs/adr/0009-consent-chain.md` says how `hash` is computed of the others.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ConsentEntry)]
pub(in crate::adapters::http) struct EntryBody {
    /// 1, 2, 3, … in the account's chain.
    position: i64,
    purpose: Purpose,
    granted: bool,
    text_version: String,
    /// SHA-256 of the text in the language of `locale`.
    text_hash: String,
    at: Timestamp,
    channel: Channel,
    /// `en`, `it` or `de`.
    locale: &'static str,
    /// `hash` of the entry before; zeros in the first.
    previous_hash: String,
    /// 64 hexadecimal digits.
    hash: String,
}

/// A page of the ledger.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConsentHistory)]
pub(in crate::adapters::http) struct HistoryBody {
    items: Vec<EntryBody>,
    /// Cursor of the next page; `null` on the last one.
    next: Option<String>,
}

impl From<Entry> for EntryBody {
    fn from(entry: Entry) -> Self {
        Self {
            position: entry.position,
            purpose: entry.decision.purpose,
            granted: entry.decision.granted,
            text_version: entry.decision.text_version,
            text_hash: entry.decision.text_hash.to_string(),
            at: entry.decision.at,
            channel: entry.decision.channel,
            locale: entry.decision.locale.as_str(),
            previous_hash: entry.previous_hash.to_string(),
            hash: entry.hash.to_string(),
        }
    }
}

/// Every decision of the caller's, oldest first.
#[utoipa::path(
    get, path = "/api/v1/consents/history", tag = "consents", operation_id = "listConsentHistory",
    extensions(("x-who" = json!("consumer"))),
    params(
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
        ("limit" = Option<usize>, Query, description = "At most 100; 20 unless said."),
    ),
    responses(
        (status = 200, description = "A page.", body = HistoryBody),
        (status = 400, description = "`invalid-request`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn list_consent_history(
    State(app): State<App>,
    Consumer(account): Consumer,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(wanted) = wanted.map_err(|fault| Problem::bad_request(fault.body_text()))?;
    let after = wanted.cursor.as_deref().map_or(Ok(0), cursor)?;
    let page = app.consents.history(account, after, limit(wanted.limit)?).await;
    let page = page.map_err(|failure| problems::store(&failure))?;
    let items = page.items.into_iter().map(EntryBody::from).collect();
    let body = HistoryBody { items, next: page.next.map(|position| position.to_string()) };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response())
}

fn cursor(text: &str) -> Result<i64, Problem> {
    let position = text.parse().ok().filter(|position| *position > 0);
    position.ok_or_else(|| Problem::bad_request("This cursor is none of ours.").error("/cursor", "unknown"))
}

fn limit(wanted: Option<usize>) -> Result<usize, Problem> {
    match wanted {
        None => Ok(USUAL_PAGE),
        Some(limit) if (1..=LONGEST_PAGE).contains(&limit) => Ok(limit),
        Some(_) => Err(Problem::bad_request("A page has 1 to 100 items.").error("/limit", "is not 1 to 100")),
    }
}
