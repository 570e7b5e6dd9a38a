//! `GET /api/v1/rule-policies` and `GET /api/v1/rule-policies/{version}`

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::Value;
use service_kit::{http::Json, identity::Caller, problem::Problem};
use utoipa::ToSchema;

use super::{App, problems};
use crate::domain::policy::RulePolicy;

/// Every published policy.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RulePolicies)]
pub(super) struct PoliciesBody {
    /// Oldest first.
    #[schema(value_type = Vec<Object>)]
    items: Vec<Value>,
    /// Always `null`: there are few.
    next: Option<String>,
    /// The version by which verdicts are made now.
    current: String,
}

/// The rules by which verdicts are and were made.
#[utoipa::path(
    get, path = "/api/v1/rule-policies", tag = "rule policies", operation_id = "listRulePolicies",
    extensions(("x-who" = json!("anyone"))),
    responses((status = 200, description = "Every published policy.", body = PoliciesBody)),
)]
pub(super) async fn list_rule_policies(State(app): State<App>, _: Caller) -> Response {
    let policies = &app.policies;
    let current = policies.current().version().to_string();
    let body = PoliciesBody {
        items: policies.iter().map(RulePolicy::published).cloned().collect(),
        next: None,
        current,
    };
    (for_a_while(), Json(body)).into_response()
}

/// One policy: published once, never edited.
#[utoipa::path(
    get, path = "/api/v1/rule-policies/{version}", tag = "rule policies", operation_id = "readRulePolicy",
    extensions(("x-who" = json!("anyone"))),
    params(("version" = String, Path, description = "Such as `2026-11`.")),
    responses(
        (status = 200, description = "The policy.", body = Object),
        (status = 404, description = "`unknown-policy`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn read_rule_policy(
    State(app): State<App>,
    _: Caller,
    Path(version): Path<String>,
) -> Result<Response, Problem> {
    let version = version.parse().map_err(|_| problems::unknown_policy())?;
    let policy = app.policies.get(&version).ok_or_else(problems::unknown_policy)?;
    Ok((for_a_while(), Json(policy.published())).into_response())
}

fn for_a_while() -> [(header::HeaderName, HeaderValue); 1] {
    [(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"))]
}
