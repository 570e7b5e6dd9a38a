//! Who calls: a signed-in person, in their browser.

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use service_kit::{
    config::Secret,
    identity::{Caller, Role},
    problem::Problem,
};

use super::problems;
use crate::application::ports::Actor;

/// A signed-in person, and their own identity token, to be shown to another service on their behalf.
#[derive(Debug, Clone)]
pub(super) struct Consumer {
    pub(super) actor: Actor,
    pub(super) token: Secret,
}

impl<S: Sync> FromRequestParts<S> for Consumer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Caller(principal) = Caller::from_request_parts(parts, state).await?;
        let account = principal.account.ok_or_else(problems::sign_in_required)?;
        if !principal.roles.contains(&Role::Consumer) {
            return Err(problems::forbidden());
        }
        let actor = Actor {
            account,
            visitor: principal.visitor,
            region: principal.region.clone(),
            objected: parts.headers.get("sec-gpc").is_some_and(|value| value == "1"),
        };
        Ok(Self { actor, token: token(parts).ok_or_else(Problem::internal)? })
    }
}

/// The one that was verified a moment ago.
fn token(parts: &Parts) -> Option<Secret> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ")?.parse().ok()
}
