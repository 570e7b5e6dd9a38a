//! Who calls, as each kind of route wants to know it.

use axum::{extract::FromRequestParts, http::request::Parts};
use service_kit::{
    identity::{Caller, Principal, Role},
    ids::{AccountId, BrandId},
    problem::Problem,
};

use super::problems;
use crate::domain::visitor::Whose;

/// A signed-in person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Consumer(pub(super) AccountId);

/// A signed-in person who acts for a brand: the brand of the token, never of the request.
#[derive(Debug, Clone, Copy)]
pub(super) struct BrandUser(pub(super) BrandId);

/// Anyone who comes with a browser, for that browser alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visitor(pub(super) Whose);

/// A service, or the person themselves.
#[derive(Debug, Clone, Copy)]
pub(super) enum About {
    /// May ask about everybody.
    Service,
    /// May ask about themselves.
    Person(AccountId),
}

impl About {
    /// Refuses questions about others.
    pub(super) fn may_ask(self, account: AccountId) -> Result<(), Problem> {
        match self {
            Self::Service => Ok(()),
            Self::Person(own) if own == account => Ok(()),
            Self::Person(_) => Err(problems::forbidden()),
        }
    }
}

fn consumer(principal: &Principal) -> Result<AccountId, Problem> {
    let account = principal.account.ok_or_else(problems::sign_in_required)?;
    if principal.roles.contains(&Role::Consumer) { Ok(account) } else { Err(problems::forbidden()) }
}

impl<S: Sync> FromRequestParts<S> for Consumer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Caller(principal) = Caller::from_request_parts(parts, state).await?;
        consumer(&principal).map(Self)
    }
}

impl<S: Sync> FromRequestParts<S> for BrandUser {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Caller(principal) = Caller::from_request_parts(parts, state).await?;
        principal.account.ok_or_else(problems::sign_in_required)?;
        principal.acts_for().map(Self).ok_or_else(problems::forbidden)
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Caller(principal) = Caller::from_request_parts(parts, state).await?;
        if principal.is_service() {
            return Err(problems::forbidden());
        }
        Ok(Self(Whose { visitor: principal.visitor, account: principal.account }))
    }
}

impl<S: Sync> FromRequestParts<S> for About {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Caller(principal) = Caller::from_request_parts(parts, state).await?;
        if principal.is_service() { Ok(Self::Service) } else { consumer(&principal).map(Self::Person) }
    }
}
