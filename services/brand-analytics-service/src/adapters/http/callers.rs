//! Who calls: somebody who acts for a brand.

use axum::{extract::FromRequestParts, http::request::Parts};
use service_kit::{identity::Caller, ids::BrandId, problem::Problem};

use super::problems;

/// A signed-in person who acts for a brand: the brand of the token, never of the request.
#[derive(Debug, Clone, Copy)]
pub(super) struct BrandUser(pub(super) BrandId);

impl<S: Sync> FromRequestParts<S> for BrandUser {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Caller(principal) = Caller::from_request_parts(parts, state).await?;
        principal.account.ok_or_else(problems::sign_in_required)?;
        principal.acts_for().map(Self).ok_or_else(problems::forbidden)
    }
}
