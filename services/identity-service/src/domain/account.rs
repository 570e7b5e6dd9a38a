//! An account: a person who signed in at least once. Their name and e-mail stay in Keycloak.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use service_kit::ids::{AccountId, VisitorId};

use super::locale::Locale;

/// Keycloak's name for a person (`sub`): 1 to 255 visible ASCII characters.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Subject(String);

/// Not a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a subject has 1 to 255 visible ASCII characters")]
pub struct NoSubject;

const LONGEST: usize = 255;

impl Subject {
    /// As Keycloak says it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Subject {
    type Err = NoSubject;

    fn from_str(text: &str) -> Result<Self, NoSubject> {
        let fits = (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        if fits { Ok(Self(text.to_owned())) } else { Err(NoSubject) }
    }
}

/// A subject names a person: it shows in no log.
impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subject([redacted])")
    }
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id everywhere but in Keycloak.
    pub id: AccountId,
    /// Its id in Keycloak.
    pub subject: Subject,
    /// The visitor of programs that call for it, once one was needed.
    pub own_visitor: Option<VisitorId>,
    /// When the person first signed in.
    pub registered_at: Timestamp,
    /// The mail that asks them to confirm their address, if one was ever owed.
    pub verification_mail: Option<VerificationMail>,
}

/// The mail that asks a person to confirm their address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerificationMail {
    /// The language in which they read it.
    pub language: Locale,
    /// When Keycloak last took one.
    pub sent_at: Option<Timestamp>,
    /// When the person last asked for another one.
    pub asked_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_short_visible_text_and_shows_in_no_log() {
        let subject: Subject = "0b9c1f0e-7f52-4f1e-9a50-0c6a1c9ce111".parse().expect("a subject");
        assert!(!format!("{subject:?}").contains("0b9c"));
        for wrong in ["", "a b", "a\n", "é", &"x".repeat(256)] {
            assert_eq!(wrong.parse::<Subject>(), Err(NoSubject), "{wrong}");
        }
    }
}
