//! API clients: an access token of the realm, verified once and then remembered for a while.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use moka::sync::Cache;
use service_kit::{clock::Clock, identity::Principal};
use sha2::{Digest, Sha256};

use super::{
    accounts::Accounts,
    kept::Kept,
    keys::Keys,
    ports::{AccountsFault, Brand, Membership},
    sessions::display_name,
};
use crate::domain::claims::{AccessRules, Claims, LEEWAY};

/// What is believed without looking again.
const BELIEVED: SignedDuration = SignedDuration::from_secs(60);
const REMEMBERED: u64 = 10_000;
/// Keycloak's tokens have one to two kilobytes.
const LONGEST: usize = 8 * 1024;

/// Knows API clients by their tokens.
pub struct Bearers {
    keys: Arc<Keys>,
    rules: AccessRules,
    accounts: Accounts,
    clock: Arc<dyn Clock>,
    verified: Cache<[u8; 32], Arc<Bearer>>,
}

/// An API client's call, believed.
#[derive(Debug)]
pub struct Bearer {
    subject: Box<str>,
    name: Option<Arc<str>>,
    member: Arc<Membership>,
    kept: Arc<Kept>,
    ends: i64,
    checked: Timestamp,
    generation: u64,
}

impl Bearer {
    /// Whom the token is about.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// What the person is called, when the token says so.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The brand that they act for.
    #[must_use]
    pub fn brand(&self) -> Option<&Brand> {
        self.member.brand.as_ref()
    }

    /// Who that is here.
    #[must_use]
    pub fn kept(&self) -> &Arc<Kept> {
        &self.kept
    }
}

/// Why a call is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BearerFault {
    /// Something is wrong with the token.
    #[error("the token is not accepted")]
    Untrusted,
    /// Nobody can say who it is.
    #[error("accounts cannot be asked right now")]
    Unavailable,
}

impl Bearers {
    /// Judges by `rules`.
    #[must_use]
    pub fn new(keys: Arc<Keys>, rules: AccessRules, accounts: Accounts, clock: Arc<dyn Clock>) -> Self {
        Self { keys, rules, accounts, clock, verified: Cache::new(REMEMBERED) }
    }

    /// A token that was verified a moment ago.
    #[must_use]
    pub fn remembered(&self, token: &str) -> Option<Arc<Bearer>> {
        let bearer = self.verified.get(&fingerprint(token))?;
        let now = self.clock.now();
        let age = now.duration_since(bearer.checked);
        let holds = !age.is_negative()
            && age < BELIEVED
            && now.as_second() < bearer.ends
            && bearer.generation == self.keys.generation();
        holds.then_some(bearer)
    }

    /// Verifies a token and finds out whose it is.
    ///
    /// # Errors
    /// [`BearerFault`].
    pub async fn admit(&self, token: &str) -> Result<Arc<Bearer>, BearerFault> {
        if token.len() > LONGEST {
            return Err(BearerFault::Untrusted);
        }
        let generation = self.keys.generation();
        let claims = self.keys.verify(token).await.map_err(|_| BearerFault::Untrusted)?;
        let now = self.clock.now();
        self.rules.check(&claims, now).map_err(|_| BearerFault::Untrusted)?;
        let signed_in = claims.auth_time.and_then(|at| Timestamp::from_second(at).ok());
        // Without its own word a token proves no sign-in: it is as old as can be.
        let auth_time = signed_in.unwrap_or(Timestamp::UNIX_EPOCH);
        let member = self.accounts.of(&claims.sub, auth_time).await.map_err(|fault| match fault {
            AccountsFault::Gone => BearerFault::Untrusted,
            AccountsFault::Unavailable => BearerFault::Unavailable,
        })?;
        let bearer = Arc::new(bearer(&claims, member, signed_in, now, generation));
        self.verified.insert(fingerprint(token), bearer.clone());
        Ok(bearer)
    }

    /// Forgets everything about a subject.
    pub async fn forget(&self, subject: &str) {
        self.accounts.forget(subject).await;
        let same = self.verified.iter().filter(|(_, bearer)| &*bearer.subject == subject);
        for (key, _) in same {
            self.verified.invalidate(&*key);
        }
    }
}

fn bearer(
    claims: &Claims,
    member: Arc<Membership>,
    auth_time: Option<Timestamp>,
    now: Timestamp,
    generation: u64,
) -> Bearer {
    let kept = Arc::new(Kept::new(principal(&member, auth_time)));
    let ends = claims.exp.saturating_add(LEEWAY);
    let subject = claims.sub.as_str().into();
    Bearer { subject, name: display_name(claims), member, kept, ends, checked: now, generation }
}

/// Somebody signed in, as services hear of them.
pub(super) fn principal(member: &Membership, auth_time: Option<Timestamp>) -> Principal {
    Principal {
        visitor: member.visitor,
        account: Some(member.account),
        brand: member.brand.as_ref().map(|brand| brand.id),
        roles: member.roles.clone(),
        region: None,
        auth_time,
    }
}

fn fingerprint(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}
