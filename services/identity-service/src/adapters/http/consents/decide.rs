//! `PUT /api/v1/consents/{purpose}`

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use service_kit::{
    http::{IdempotencyKey, Json},
    problem::Problem,
};
use utoipa::ToSchema;

use super::{ConsentBody, locale, marks};
use crate::{
    adapters::http::{App, callers::Consumer, problems},
    application::consents::{DecideError, Incoming},
    domain::{
        consent::{Channel, Purpose},
        locale::Locale,
    },
};

const ROUTE: &str = "PUT /api/v1/consents/{purpose}";

/// A yes or no, to words that were read.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[schema(as = ConsentDecision)]
pub(in crate::adapters::http) struct DecisionBody {
    granted: bool,
    /// `current.version` of the purpose, as it was shown.
    text_version: String,
}

/// Grants or withdraws consent to one purpose. What is said already adds nothing to the history.
#[utoipa::path(
    put, path = "/api/v1/consents/{purpose}", tag = "consents", operation_id = "decideConsent",
    extensions(("x-who" = json!("consumer"))),
    request_body = DecisionBody,
    params(
        ("purpose" = Purpose, Path),
        ("Accept-Language" = Option<String>, Header, description = "The language in which the text was shown."),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same answer for a day."),
    ),
    responses(
        (status = 200, description = "How the purpose stands now; in force everywhere within five seconds.", body = ConsentBody),
        (status = 400, description = "`invalid-request`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-purpose`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`consent-text-outdated` (members `currentVersion` and `current`: `{ version, text }` as in the list) or `idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`account-erased`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn decide_consent(
    State(app): State<App>,
    Consumer(account): Consumer,
    IdempotencyKey(key): IdempotencyKey,
    Path(purpose): Path<String>,
    headers: HeaderMap,
    Json(decision): Json<DecisionBody>,
) -> Result<Response, Problem> {
    let purpose: Purpose = purpose.parse().map_err(|_| unknown_purpose())?;
    let locale = locale(&headers);
    let body = serde_json::to_vec(&(purpose, &decision)).map_err(|_| Problem::internal())?;
    let incoming = Incoming {
        account,
        purpose,
        granted: decision.granted,
        text_version: decision.text_version,
        locale,
        channel: channel(&headers),
        key: key.map(|key| app.idempotency.claim(ROUTE, &key, &body)),
    };
    let state = app.consents.decide(incoming).await.map_err(|failure| refused(&failure, locale))?;
    Ok((marks(locale), Json(ConsentBody::new(state, locale))).into_response())
}

/// Browsers say where a request comes from; programs do not.
fn channel(headers: &HeaderMap) -> Channel {
    if headers.contains_key("sec-fetch-site") { Channel::WebApp } else { Channel::Api }
}

fn refused(failure: &DecideError, locale: Locale) -> Problem {
    match failure {
        DecideError::Outdated(refusal) => problems::outdated(refusal, locale),
        DecideError::Command(failure) => problems::command(failure),
    }
}

fn unknown_purpose() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-purpose")
        .detail("There are the purposes health_profile, measurement and reminders.")
}
