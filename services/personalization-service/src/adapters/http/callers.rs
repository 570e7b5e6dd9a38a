//! Who calls: a signed-in person, in their browser.

use axum::{extract::FromRequestParts, http::request::Parts};
use service_kit::{
    identity::{Caller, Role},
    problem::Problem,
};

use super::problems;
use crate::application::ports::Asker;

/// A signed-in person.
#[derive(Debug, Clone)]
pub(super) struct Consumer(pub(super) Asker);

impl<S: Sync> FromRequestParts<S> for Consumer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Caller(principal) = Caller::from_request_parts(parts, state).await?;
        let account = principal.account.ok_or_else(problems::sign_in_required)?;
        if !principal.roles.contains(&Role::Consumer) {
            return Err(problems::forbidden());
        }
        Ok(Self(Asker {
            account,
            visitor: principal.visitor,
            region: principal.region.clone(),
            objected: parts.headers.get("sec-gpc").is_some_and(|value| value == "1"),
        }))
    }
}
