//! The gateway tells who signed in, and learns who that is here.

use std::sync::Arc;

use jiff::Timestamp;
use service_kit::{
    clock::Clock,
    ids::{AccountId, VisitorId},
};

use super::ports::{Accounts, Admitted, Erased, SignIn, StoreError, VisitorIds};
use crate::domain::{account::Subject, admission, locale::Locale};

/// What came in.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Keycloak's `sub`.
    pub subject: Subject,
    /// The browser's visitor; none for programs.
    pub visitor: Option<VisitorId>,
    /// When the person last proved who they are.
    pub auth_time: Option<Timestamp>,
    /// The language in which they signed in.
    pub language: Locale,
}

/// Why nobody was admitted.
#[derive(Debug, thiserror::Error)]
pub enum PrincipalError {
    /// The person erased themselves; their token has outlived them.
    #[error("the account was erased")]
    Erased,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Admits people.
#[derive(Clone)]
pub struct Principals {
    accounts: Arc<dyn Accounts>,
    erased: Arc<dyn Erased>,
    visitors: Arc<dyn VisitorIds>,
    clock: Arc<dyn Clock>,
}

impl Principals {
    /// Into these accounts.
    pub fn new(
        accounts: Arc<dyn Accounts>,
        erased: Arc<dyn Erased>,
        visitors: Arc<dyn VisitorIds>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { accounts, erased, visitors, clock }
    }

    /// The account, made at the first sign-in, and the visitor with which the caller goes on. Told again, the answer is
    /// the same.
    ///
    /// # Errors
    /// [`PrincipalError`] says why not.
    #[tracing::instrument(name = "admit", skip_all)]
    pub async fn run(&self, incoming: Incoming) -> Result<Admitted, PrincipalError> {
        if self.erased.subject(&incoming.subject)? {
            return Err(PrincipalError::Erased);
        }
        let at = self.clock.now();
        let visitor_erased = incoming.visitor.map_or(Ok(false), |visitor| self.erased.visitor(visitor))?;
        let sign_in = SignIn {
            fresh: admission::is_fresh(incoming.auth_time, at),
            language: incoming.language,
            subject: incoming.subject,
            visitor: incoming.visitor,
            visitor_erased,
            new_account: AccountId::new_v7(at),
            drawn: self.visitors.draw(),
            at,
        };
        Ok(self.accounts.admit(&sign_in).await?)
    }
}
