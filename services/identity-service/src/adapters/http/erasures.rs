//! `GET /api/v1/erasures/{erasureId}`, and how an erasure answers when it begins.

use axum::{
    extract::{Path, State},
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;
use service_kit::{http::Json, identity::Caller, ids::ErasureId, problem::Problem};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{App, problems};
use crate::domain::erasure::{EVENT_LOG, Holders, Receipt, SELF};

/// Tells the gateway what ends with this answer; nobody else sees it.
pub(super) const SESSION_ENDS: HeaderName = HeaderName::from_static("session-ends");

/// What the gateway ends.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ends {
    /// The session and the visitor.
    Account,
    /// The visitor.
    Visitor,
}

/// An erasure has begun.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ErasureBegun)]
pub(super) struct Begun {
    /// Whoever has it can see how far the erasure is.
    erasure_id: Uuid,
}

impl Begun {
    pub(super) fn new(id: ErasureId) -> Self {
        Self { erasure_id: id.as_uuid() }
    }

    pub(super) fn ending(self, ends: Ends) -> impl IntoResponse {
        let ends = match ends {
            Ends::Account => "account",
            Ends::Visitor => "visitor",
        };
        let location = format!("/api/v1/erasures/{}", self.erasure_id);
        let headers = [
            (header::LOCATION, location),
            (SESSION_ENDS, ends.to_owned()),
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ];
        (StatusCode::ACCEPTED, headers, Json(self))
    }
}

/// How far an erasure is. Nothing in it says whose it was.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Erasure)]
pub(super) struct ErasureBody {
    status: Status,
    /// Every service that holds something about persons, this one included.
    services: Vec<ServiceBody>,
    /// By this day the log of events, which knew pseudonyms only, has forgotten them too.
    event_log_cleared_by: Date,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ErasureStatus)]
enum Status {
    InProgress,
    Completed,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ErasureService)]
struct ServiceBody {
    service: String,
    /// When it held nothing any more; `null` until then.
    confirmed_at: Option<Timestamp>,
}

/// How far an erasure is: for anyone who has its id.
#[utoipa::path(
    get, path = "/api/v1/erasures/{erasureId}", tag = "account", operation_id = "readErasure",
    extensions(("x-who" = json!("anyone"))),
    params(("erasureId" = Uuid, Path)),
    responses(
        (status = 200, description = "How far it is.", body = ErasureBody),
        (status = 404, description = "`unknown-erasure`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn read_erasure(
    State(app): State<App>,
    _: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: ErasureId = id.parse().map_err(|_| problems::unknown_erasure())?;
    let found = app.erase.receipt(id).await.map_err(|failure| problems::store(&failure))?;
    let (receipt, holders) = found.ok_or_else(problems::unknown_erasure)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(body(receipt, &holders))).into_response())
}

fn body(receipt: Receipt, holders: &Holders) -> ErasureBody {
    let forgotten = receipt.told_at.saturating_add(EVENT_LOG).unwrap_or(Timestamp::MAX);
    ErasureBody {
        status: if receipt.completed_at.is_some() { Status::Completed } else { Status::InProgress },
        services: services(receipt, holders),
        event_log_cleared_by: forgotten.to_zoned(TimeZone::UTC).date(),
    }
}

/// Those that confirmed, and, while it goes on, those that have to.
fn services(receipt: Receipt, holders: &Holders) -> Vec<ServiceBody> {
    let awaited = holders.names().chain([SELF]).filter(|name| {
        receipt.completed_at.is_none() && !receipt.confirmed.iter().any(|(service, _)| service == name)
    });
    let awaited: Vec<_> =
        awaited.map(|name| ServiceBody { service: name.to_owned(), confirmed_at: None }).collect();
    let confirmed = receipt.confirmed.into_iter();
    let mut services: Vec<_> =
        confirmed.map(|(service, at)| ServiceBody { service, confirmed_at: Some(at) }).collect();
    services.extend(awaited);
    services.sort_by(|one, other| one.service.cmp(&other.service));
    services
}
