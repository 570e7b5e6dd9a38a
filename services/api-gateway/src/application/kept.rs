//! A caller with the identity token kept beside it, so that its cost vanishes.

use std::sync::{Arc, Mutex, PoisonError};

use http::HeaderValue;
use jiff::{SignedDuration, Timestamp};
use service_kit::{clock::Clock, identity::Principal};

use super::ports::{IdentityTokens, SigningFailed};

/// A token is good for 60 s at the services; it is made anew while it still has a quarter of that.
const TOKEN_KEPT: SignedDuration = SignedDuration::from_secs(45);

/// Somebody, and the last token made for them.
#[derive(Debug)]
pub struct Kept {
    principal: Principal,
    token: Mutex<Option<(Timestamp, HeaderValue)>>,
}

impl Kept {
    /// Nobody has asked for a token yet.
    #[must_use]
    pub fn new(principal: Principal) -> Self {
        Self { principal, token: Mutex::default() }
    }

    /// Who it is.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.principal
    }
}

/// Makes credentials for services.
#[derive(Clone)]
pub struct Credentials {
    tokens: Arc<dyn IdentityTokens>,
    clock: Arc<dyn Clock>,
}

impl Credentials {
    /// Signed by `tokens`.
    #[must_use]
    pub fn new(tokens: Arc<dyn IdentityTokens>, clock: Arc<dyn Clock>) -> Self {
        Self { tokens, clock }
    }

    /// `Bearer <identity token>`, kept for a while.
    ///
    /// # Errors
    /// [`SigningFailed`] when no token can be made.
    pub fn of(&self, kept: &Kept) -> Result<HeaderValue, SigningFailed> {
        let now = self.clock.now();
        let mut token = kept.token.lock().unwrap_or_else(PoisonError::into_inner);
        let age = |made: Timestamp| now.duration_since(made);
        match &*token {
            Some((made, value)) if age(*made) < TOKEN_KEPT && !age(*made).is_negative() => Ok(value.clone()),
            _ => {
                let value = self.sign(&kept.principal, now)?;
                *token = Some((now, value.clone()));
                Ok(value)
            }
        }
    }

    /// The same for one request alone.
    ///
    /// # Errors
    /// [`SigningFailed`] when no token can be made.
    pub fn once(&self, principal: &Principal) -> Result<HeaderValue, SigningFailed> {
        self.sign(principal, self.clock.now())
    }

    fn sign(&self, principal: &Principal, now: Timestamp) -> Result<HeaderValue, SigningFailed> {
        let token = self.tokens.sign(principal, now)?;
        let mut value = HeaderValue::try_from(format!("Bearer {token}"))
            .map_err(|error| SigningFailed(error.to_string()))?;
        value.set_sensitive(true);
        Ok(value)
    }
}
