//! Signing in: to the realm with a code challenge, back with a code, and a session begins.

use std::{sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http::HeaderValue;
use jiff::Timestamp;
use moka::sync::Cache;
use service_kit::clock::Clock;
use tracing::{info, warn};

use super::{
    keys::Keys,
    ports::{MadeVisitor, Provider, ProviderFault, Purpose, Seal, Tokens},
    sessions::{Presented, Sessions, Standing, display_name, ends},
};
use crate::domain::{
    claims::{Claims, IdRules, LEEWAY},
    cookies::{Cookie, CookieKind},
    local_path::LocalPath,
    locale::Locale,
    session::{Attempt, Record, SIGN_IN_LASTS, SessionId, SignInFault},
};

/// How a person wants to come in.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Where to go on afterwards.
    pub return_to: LocalPath,
    /// Prove anew who they are, even with a session at the realm.
    pub fresh: bool,
    /// Make an account.
    pub register: bool,
    /// The language that the app speaks.
    pub locale: Option<Locale>,
    /// The language that the browser prefers.
    pub preferred: Option<Locale>,
}

/// What the realm's redirect says.
#[derive(Debug, Clone, Default)]
pub struct Return {
    /// Proof of a sign-in, good once.
    pub code: Option<String>,
    /// Our own word back.
    pub state: Option<String>,
    /// Why there is no code.
    pub error: Option<String>,
    /// The realm's words for it.
    pub description: Option<String>,
    /// Who says so (RFC 9207).
    pub issuer: Option<String>,
}

/// A sign-in that succeeded.
pub struct SignedIn {
    /// Where to go on.
    pub return_to: LocalPath,
    /// The session.
    pub session: Presented,
}

/// A sign-in that did not.
#[derive(Debug)]
pub struct Failed {
    /// Why, as far as anybody is told.
    pub fault: SignInFault,
    /// Where the person wanted to go on, when that is known.
    pub return_to: Option<LocalPath>,
}

/// Lets people sign in.
pub struct SignIn {
    kind: CookieKind,
    seal: Arc<dyn Seal>,
    provider: Arc<dyn Provider>,
    keys: Arc<Keys>,
    rules: IdRules,
    clock: Arc<dyn Clock>,
    /// A state is good once, even in the hands of whoever copied the cookie.
    used: Cache<String, ()>,
}

impl SignIn {
    /// Wires the parts.
    #[must_use]
    pub fn new(
        kind: CookieKind,
        seal: Arc<dyn Seal>,
        provider: Arc<dyn Provider>,
        keys: Arc<Keys>,
        rules: IdRules,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let lasts = Duration::from_secs(2 * SIGN_IN_LASTS.as_secs().unsigned_abs());
        let used = Cache::builder().max_capacity(100_000).time_to_live(lasts).build();
        Self { kind, seal, provider, keys, rules, clock, used }
    }

    /// Where the browser has to go, and the cookie that ties the way back to it.
    ///
    /// # Errors
    /// [`SignInFault::Unavailable`] when the realm does not answer.
    pub async fn begin(&self, wish: &Wish) -> Result<(String, HeaderValue), SignInFault> {
        if !self.keys.is_realm_there().await {
            return Err(SignInFault::Unavailable);
        }
        let secret = || URL_SAFE_NO_PAD.encode(self.seal.random());
        let attempt = Attempt {
            state: secret(),
            nonce: secret(),
            verifier: secret(),
            return_to: wish.return_to.clone(),
            fresh: wish.fresh,
            language: wish.locale.clone().or_else(|| wish.preferred.clone()),
            begun: self.clock.now(),
        };
        let plain = serde_json::to_vec(&attempt).map_err(|_| SignInFault::Failed)?;
        let seconds = SIGN_IN_LASTS.as_secs().unsigned_abs();
        let sealed = self.seal.seal(Purpose::SignIn, &plain);
        let line = self.kind.set(Cookie::SignIn, &sealed, seconds);
        let cookie = HeaderValue::try_from(line).map_err(|_| SignInFault::Failed)?;
        Ok((self.address(&attempt, wish), cookie))
    }

    fn address(&self, attempt: &Attempt, wish: &Wish) -> String {
        let challenge = attempt.challenge();
        let mut parameters = vec![
            ("state", attempt.state.as_str()),
            ("nonce", &attempt.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        if wish.register {
            parameters.push(("prompt", "create"));
        } else if wish.fresh {
            parameters.extend([("prompt", "login"), ("max_age", "0")]);
        }
        if let Some(locale) = &wish.locale {
            parameters.push(("ui_locales", locale.as_str()));
        }
        self.provider.sign_in_address(&parameters)
    }

    /// The line that makes a browser forget an attempt.
    #[must_use]
    pub fn farewell(&self) -> Option<HeaderValue> {
        HeaderValue::try_from(self.kind.clear(Cookie::SignIn)).ok()
    }

    /// The line that makes a browser forget that it signed out: it has proved since who it is.
    #[must_use]
    pub fn proved(&self) -> Option<HeaderValue> {
        HeaderValue::try_from(self.kind.clear(Cookie::SignedOut)).ok()
    }

    /// Completes a sign-in: a session begins for `browser`'s visitor.
    ///
    /// # Errors
    /// [`Failed`] says why, in one of few words.
    pub async fn complete(
        &self,
        mut cookies: impl Iterator<Item = &str>,
        back: Return,
        browser: &MadeVisitor,
        sessions: &Sessions,
    ) -> Result<SignedIn, Failed> {
        let unknown = Failed { fault: SignInFault::Expired, return_to: None };
        let attempt = cookies.find_map(|value| self.attempt(value, &back)).ok_or(unknown)?;
        match self.session_of(&attempt, back, browser, sessions).await {
            Ok(session) => {
                // Whether it is known already who they are or not: the session goes on asking.
                let _ = sessions.renew(&session.live).await;
                Ok(SignedIn { return_to: attempt.return_to, session })
            }
            Err(fault) => Err(Failed { fault, return_to: Some(attempt.return_to) }),
        }
    }

    async fn session_of(
        &self,
        attempt: &Attempt,
        back: Return,
        browser: &MadeVisitor,
        sessions: &Sessions,
    ) -> Result<Presented, SignInFault> {
        if back.issuer.as_ref().is_some_and(|issuer| *issuer != self.rules.issuer) {
            return Err(SignInFault::Failed);
        }
        let code = code(back)?;
        let tokens = self.provider.redeem(&code, &attempt.verifier).await.map_err(|fault| match fault {
            // A code that is used or too old.
            ProviderFault::Refused => SignInFault::Failed,
            ProviderFault::Unreachable => SignInFault::Unavailable,
        })?;
        let claims = self.claims(&tokens, attempt).await?;
        self.session(&claims, tokens, attempt, browser, sessions)
    }

    /// The attempt of a cookie, if this is its way back and it was not gone before.
    fn attempt(&self, value: &str, back: &Return) -> Option<Attempt> {
        let plain = self.seal.open(Purpose::SignIn, value)?;
        let attempt: Attempt = serde_json::from_slice(&plain).ok()?;
        let ours = back.state.as_ref() == Some(&attempt.state) && !attempt.is_over(self.clock.now());
        let entry = ours.then(|| self.used.entry(attempt.state.clone()).or_insert(()))?;
        entry.is_fresh().then_some(attempt)
    }

    async fn claims(&self, tokens: &Tokens, attempt: &Attempt) -> Result<Claims, SignInFault> {
        let failed = |why: &str| {
            warn!(why, "a sign-in failed");
            SignInFault::Failed
        };
        let id = tokens.id.as_ref().ok_or_else(|| failed("there is no ID token"))?;
        let claims = self.keys.verify(id).await.map_err(|_| failed("nobody vouches for the ID token"))?;
        let checked = self.rules.check(&claims, Some(&attempt.nonce), self.clock.now());
        checked.map_err(|_| failed("the ID token is not for this sign-in"))?;
        let auth_time = claims.auth_time.ok_or_else(|| failed("the ID token has no auth_time"))?;
        if attempt.fresh && auth_time < attempt.begun.as_second().saturating_sub(LEEWAY) {
            return Err(failed("the person did not sign in anew"));
        }
        Ok(claims)
    }

    fn session(
        &self,
        claims: &Claims,
        tokens: Tokens,
        attempt: &Attempt,
        browser: &MadeVisitor,
        sessions: &Sessions,
    ) -> Result<Presented, SignInFault> {
        if sessions.is_banned(&claims.sub) {
            return Err(SignInFault::Denied);
        }
        let now = self.clock.now();
        let signed_in = claims.auth_time.and_then(|at| Timestamp::from_second(at).ok());
        let record = Record {
            id: SessionId::from_random(&self.seal.random()),
            serial: 1,
            refresh: tokens.refresh,
            subject: claims.sub.clone(),
            account: None,
            language: attempt.language.clone(),
            visitor: browser.visitor,
            made: browser.made,
            signed_in: signed_in.ok_or(SignInFault::Failed)?,
            confirmed: now,
            expires: now.checked_add(tokens.refresh_lives).map_err(|_| SignInFault::Failed)?,
        };
        info!("a session begins");
        let standing = Standing::new(record, now, ends(&tokens.access_lives, now));
        Ok(sessions.begin(standing.named(display_name(claims))))
    }
}

/// The code, or why there is none.
fn code(back: Return) -> Result<String, SignInFault> {
    let expired = back.description.as_deref() == Some("authentication_expired");
    match back.error.as_deref() {
        None => back.code.filter(|code| !code.is_empty()).ok_or(SignInFault::Failed),
        // Keycloak's word for a sign-in page that was left open for too long.
        Some("temporarily_unavailable") if expired => Err(SignInFault::Expired),
        Some("temporarily_unavailable" | "server_error") => Err(SignInFault::Unavailable),
        Some("access_denied") => Err(SignInFault::Denied),
        Some(_) => Err(SignInFault::Failed),
    }
}
