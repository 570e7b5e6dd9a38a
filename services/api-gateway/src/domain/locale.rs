//! The language in which a person signs in.

use serde::{Deserialize, Serialize};

/// A language tag that is passed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locale(String);

impl Locale {
    /// `de`, `en-GB`: letters, digits and dashes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        ((2..=16).contains(&text.len()) && text.bytes().all(plain)).then(|| Self(text.to_owned()))
    }

    /// The first wish of an `Accept-Language`: browsers name what the person prefers first.
    #[must_use]
    pub fn preferred(accept_language: &str) -> Option<Self> {
        Self::parse(accept_language.split([',', ';']).next()?.trim())
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_names_what_it_prefers_first() {
        let first = |text| Locale::preferred(text).map(|locale| locale.as_str().to_owned());
        assert_eq!(first("it-IT,it;q=0.9,en;q=0.8").as_deref(), Some("it-IT"));
        assert_eq!(first("de;q=0.7, en").as_deref(), Some("de"));
        for none in ["", "*", "x", ";q=1", "it\r\nx"] {
            assert_eq!(first(none), None, "{none}");
        }
    }
}
