//! Who works for a brand.

use axum::{extract::FromRequestParts, http::request::Parts};
use service_kit::{
    identity::Caller,
    ids::{BrandId, VisitorId},
    problem::Problem,
};

use super::problems;

/// A signed-in person who acts for a brand: the brand of the token, never of the request.
#[derive(Debug, Clone, Copy)]
pub(in crate::adapters::http) struct BrandUser {
    /// For whom.
    pub(super) brand: BrandId,
    /// From which browser: whom an idempotency key belongs to.
    pub(super) visitor: VisitorId,
}

impl<S: Sync> FromRequestParts<S> for BrandUser {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Caller(principal) = Caller::from_request_parts(parts, state).await?;
        principal.account.ok_or_else(problems::sign_in_required)?;
        let brand = principal.acts_for().ok_or_else(problems::forbidden)?;
        Ok(Self { brand, visitor: principal.visitor })
    }
}
