//! A session as its cookie holds it, and a sign-in that is under way.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use service_kit::ids::{AccountId, VisitorId};
use sha2::{Digest, Sha256};

use super::{local_path::LocalPath, locale::Locale};

/// How long a session goes on when the realm cannot be asked.
pub const UNCONFIRMED: SignedDuration = SignedDuration::from_hours(1);
/// How long a person may take to sign in.
pub const SIGN_IN_LASTS: SignedDuration = SignedDuration::from_mins(30);

/// A session's random name; nobody outside sees it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SessionId([u8; 16]);

impl SessionId {
    /// From random bytes.
    #[must_use]
    pub fn from_random(bytes: &[u8; 32]) -> Self {
        let mut id = [0; 16];
        id.copy_from_slice(&bytes[..16]);
        Self(id)
    }
}

impl fmt::Debug for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionId(…)")
    }
}

/// What a session's cookie holds. The access token is not in it: it lives in no cookie and no store.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its name.
    pub id: SessionId,
    /// Grows whenever the cookie is sealed anew: the higher one is the later one.
    pub serial: u32,
    /// The realm's refresh token.
    pub refresh: String,
    /// The person, as the realm knows them.
    pub subject: String,
    /// The person, as we know them; nobody until identity-service has said who it is.
    pub account: Option<AccountId>,
    /// The language in which the person signed in, until identity-service knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Locale>,
    /// The visitor that acts in this session.
    pub visitor: VisitorId,
    /// When that visitor was made.
    pub made: Timestamp,
    /// When the person last proved who they are.
    pub signed_in: Timestamp,
    /// When the realm last confirmed the session.
    pub confirmed: Timestamp,
    /// When the refresh token ends.
    pub expires: Timestamp,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record").field("serial", &self.serial).finish_non_exhaustive()
    }
}

impl Record {
    /// Whether its refresh token can still be used.
    #[must_use]
    pub fn is_alive(&self, now: Timestamp) -> bool {
        now < self.expires
    }

    /// Whether it may go on although the realm cannot be asked.
    #[must_use]
    pub fn holds_unconfirmed(&self, now: Timestamp) -> bool {
        now.duration_since(self.confirmed) <= UNCONFIRMED
    }
}

/// A sign-in between leaving for the realm and coming back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Ties the way back to this browser.
    pub state: String,
    /// Ties the ID token to this attempt.
    pub nonce: String,
    /// Proves to the realm that the code was meant for us (PKCE).
    pub verifier: String,
    /// Where the person wants to go on.
    pub return_to: LocalPath,
    /// Whether the person must have signed in anew.
    pub fresh: bool,
    /// The language in which they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Locale>,
    /// When it began.
    pub begun: Timestamp,
}

impl Attempt {
    /// Whether the person took too long.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        let age = now.duration_since(self.begun);
        age.is_negative() || age > SIGN_IN_LASTS
    }

    /// The code challenge, method S256.
    #[must_use]
    pub fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(&self.verifier))
    }
}

/// What the page `/auth` is told; more detail would only help whoever tries things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignInFault {
    /// The attempt is unknown, used, of another browser, or too old.
    #[error("the sign-in is over")]
    Expired,
    /// The person or the realm said no.
    #[error("the sign-in was refused")]
    Denied,
    /// The realm does not answer.
    #[error("signing in is not possible right now")]
    Unavailable,
    /// Anything else.
    #[error("the sign-in failed")]
    Failed,
}

impl SignInFault {
    /// Its stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Denied => "denied",
            Self::Unavailable => "unavailable",
            Self::Failed => "failed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_the_one_of_rfc_7636() {
        let attempt = Attempt {
            state: String::new(),
            nonce: String::new(),
            verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".into(),
            return_to: LocalPath::home(),
            fresh: false,
            language: None,
            begun: Timestamp::UNIX_EPOCH,
        };
        assert_eq!(attempt.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn an_attempt_ends_after_half_an_hour_and_never_begins_later_than_now() {
        let begun = Timestamp::from_second(1_000).expect("in range");
        let attempt = Attempt {
            state: String::new(),
            nonce: String::new(),
            verifier: String::new(),
            return_to: LocalPath::home(),
            fresh: false,
            language: None,
            begun,
        };
        assert!(!attempt.is_over(begun) && !attempt.is_over(begun + SIGN_IN_LASTS));
        assert!(attempt.is_over(begun + SIGN_IN_LASTS + SignedDuration::from_secs(1)));
        assert!(attempt.is_over(begun - SignedDuration::from_secs(1)));
    }
}
