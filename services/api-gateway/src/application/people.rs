//! Everything that knows people: sign-in, sessions, API clients. One place for what they share.

use std::sync::Arc;

use service_kit::clock::Clock;

use super::{
    accounts::Accounts,
    bearers::Bearers,
    keys::Keys,
    ports::{KeyReader, Principals, Provider, Seal},
    sessions::{SessionParts, Sessions},
    sign_in::SignIn,
};
use crate::domain::{
    claims::{AccessRules, IdRules},
    cookies::CookieKind,
};

/// The realm and who asks it.
pub struct PeopleParts {
    /// How browsers know our cookies.
    pub kind: CookieKind,
    /// Seals them.
    pub seal: Arc<dyn Seal>,
    /// The realm.
    pub provider: Arc<dyn Provider>,
    /// Reads its keys.
    pub reader: Arc<dyn KeyReader>,
    /// identity-service.
    pub principals: Arc<dyn Principals>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// What access tokens must say.
    pub access_rules: AccessRules,
    /// What ID tokens must say.
    pub id_rules: IdRules,
}

/// All of them.
pub struct People {
    /// The realm's keys.
    pub keys: Arc<Keys>,
    /// Who is signed in.
    pub sessions: Sessions,
    /// API clients.
    pub bearers: Bearers,
    /// The way in.
    pub sign_in: SignIn,
}

impl People {
    /// Wires the parts.
    #[must_use]
    pub fn new(parts: PeopleParts) -> Self {
        let PeopleParts { kind, seal, provider, reader, principals, clock, access_rules, id_rules } = parts;
        let keys = Arc::new(Keys::new(provider.clone(), reader, clock.clone()));
        let accounts = Accounts::new(principals.clone());
        let bearers = Bearers::new(keys.clone(), access_rules, accounts, clock.clone());
        let sign_in =
            SignIn::new(kind, seal.clone(), provider.clone(), keys.clone(), id_rules.clone(), clock.clone());
        let sessions = Sessions::new(SessionParts {
            kind,
            seal,
            provider,
            keys: keys.clone(),
            id_rules,
            principals,
            clock,
        });
        Self { keys, sessions, bearers, sign_in }
    }

    /// What has to be done now and then; to be called every second or so.
    pub async fn tend(&self) {
        self.keys.tend().await;
        self.sessions.tell_sign_outs().await;
    }

    /// Somebody was erased: nobody gets in as them any more.
    pub async fn forget(&self, subject: &str) {
        self.sessions.ban(subject);
        self.bearers.forget(subject).await;
    }
}
