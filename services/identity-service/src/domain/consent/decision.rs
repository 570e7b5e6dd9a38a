//! A person decides about a purpose.

use jiff::Timestamp;
use serde::Serialize;

use super::{Entry, Hash, PublishedText, Purpose, current, published};
use crate::domain::locale::Locale;

/// How a decision came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// On a page of ours, in a browser.
    WebApp,
    /// By a program that called the API.
    Api,
}

impl Channel {
    /// Both.
    pub const ALL: [Self; 2] = [Self::WebApp, Self::Api];

    /// As published.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WebApp => "web_app",
            Self::Api => "api",
        }
    }
}

/// What was decided, about which words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What about.
    pub purpose: Purpose,
    /// Yes or no.
    pub granted: bool,
    /// The version of the words.
    pub text_version: String,
    /// SHA-256 of the words in the language in which they were shown.
    pub text_hash: Hash,
    /// That language.
    pub locale: Locale,
    /// How it came in.
    pub channel: Channel,
    /// When, to the microsecond.
    pub at: Timestamp,
}

/// The words have changed since the person saw them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("another version of the text is current")]
pub struct Refusal {
    /// The words to be shown now.
    pub current: &'static PublishedText,
}

/// Somebody says yes or no, having read `version` in `locale`.
///
/// A yes is to the current words only. A no is heard whatever words of ours it follows: withdrawing is as easy as granting
/// (GDPR Art. 7(3)).
///
/// # Errors
/// [`Refusal`] holds the words to be shown first.
pub fn decide(
    purpose: Purpose,
    granted: bool,
    version: &str,
    (locale, channel, at): (Locale, Channel, Timestamp),
) -> Result<Decision, Refusal> {
    let current = current(purpose);
    let text = published(purpose, version).ok_or(Refusal { current })?;
    if granted && text.version != current.version {
        return Err(Refusal { current });
    }
    let (text_version, text_hash) = (text.version.to_owned(), text.hash(locale));
    Ok(Decision { purpose, granted, text_version, text_hash, locale, channel, at })
}

/// Whether the decision adds anything to the last one about its purpose.
#[must_use]
pub fn says_something_new(decision: &Decision, last: Option<&Entry>) -> bool {
    last.is_none_or(|entry| {
        entry.decision.granted != decision.granted || entry.decision.text_version != decision.text_version
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOW: (Locale, Channel, Timestamp) = (Locale::Italian, Channel::WebApp, Timestamp::UNIX_EPOCH);

    #[test]
    fn a_yes_is_to_the_words_that_were_shown() {
        let current = current(Purpose::Reminders);
        let decision = decide(Purpose::Reminders, true, current.version, HOW).expect("decided");
        assert_eq!(decision.text_hash, current.hash(Locale::Italian));
        assert_ne!(decision.text_hash, current.hash(Locale::English));
    }

    #[test]
    fn words_that_nobody_published_are_agreed_to_by_nobody() {
        for granted in [true, false] {
            let refused = decide(Purpose::Reminders, granted, "1999-01", HOW);
            assert_eq!(refused.map_err(|refusal| refusal.current.purpose), Err(Purpose::Reminders));
        }
    }
}
